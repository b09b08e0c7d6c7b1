"""The window in which an editor says where a link of a course summary leads: to the web or to e-mail."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin.modal_workflow import render_modal_workflow

MAIL = "mailto:"


class AddressField(forms.CharField):
    """An address of the web in full, or an e-mail address, which becomes a "mailto:"."""

    def clean(self, value: Any) -> str:
        address = str(super().clean(value)).removeprefix(MAIL)
        try:
            if "@" in address and "/" not in address:
                validate_email(address)
                return f"{MAIL}{address}"
            URLValidator(schemes=["http", "https"])(address)
        except ValidationError as error:
            raise ValidationError(
                _("Write a whole address, such as https://liboppi.example/, or an e-mail address."),
                code="not_an_address",
            ) from error
        return address


class LinkForm(forms.Form):
    """Where a link leads, and its words."""

    url = AddressField(label=gettext_lazy("Address"), max_length=2000)
    link_text = forms.CharField(label=gettext_lazy("Words of the link"), max_length=500, required=False)


class LinkChooserView(FormView):
    """Speaks the protocol of Wagtail's own window for links, without its way to the site's pages."""

    form_class = LinkForm
    template_name = "liboppi/admin/link_chooser.html"

    def get_initial(self) -> dict[str, str]:
        asked = self.request.GET
        return {"url": asked.get("link_url", ""), "link_text": asked.get("link_text", "")}

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        step: HttpResponse = render_modal_workflow(
            self.request, self.template_name, None, context, json_data={"step": "external_link"}
        )
        return step

    def form_valid(self, form: LinkForm) -> HttpResponse:
        url, words = form.cleaned_data["url"], form.cleaned_data["link_text"]
        result = {
            "url": url,
            "title": words.strip() or url.removeprefix(MAIL),
            "prefer_this_title_as_link_text": "link_text" in form.changed_data,
        }
        chosen: HttpResponse = render_modal_workflow(
            self.request, None, None, None, json_data={"step": "external_link_chosen", "result": result}
        )
        return chosen

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"post_to": self.request.get_full_path()}
