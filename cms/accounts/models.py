"""The people who sign in: specialists, group chairs and library staff."""

from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """An account of the extranet. Our own from the start, so that fields can be added without pain."""
