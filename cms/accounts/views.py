"""Signing in."""

from django.contrib.auth.views import LoginView


class SignInView(LoginView):
    """The site's sign-in page; it leads back to where the reader came from."""

    template_name = "accounts/sign_in.html"
    redirect_authenticated_user = True
