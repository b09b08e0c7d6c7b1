"""What a material carries with it: its files, and links to what stands elsewhere."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.documents import get_document_model_string
from wagtail.models import Orderable, TranslatableMixin

from pages.core.fields import ContentLanguage

from ..choices import SpeechAsText
from ..panels import FileFindingsPanel


class MaterialFile(TranslatableMixin, Orderable):
    """A file of a material. A translation may have another file in its place."""

    page = ParentalKey("materials.MaterialPage", on_delete=models.CASCADE, related_name="files")
    document = models.ForeignKey(
        get_document_model_string(), on_delete=models.CASCADE, related_name="+", verbose_name=_("file")
    )
    label = models.CharField(
        _("label"),
        max_length=200,
        blank=True,
        help_text=_("What the file holds. Leave empty to show its own title."),
    )
    language = models.CharField(
        _("language"),
        max_length=10,
        choices=ContentLanguage.choices,
        blank=True,
        help_text=_("What the file is in."),
    )
    speech_as_text = models.CharField(
        _("speech as text"),
        max_length=10,
        choices=SpeechAsText.choices,
        blank=True,
        help_text=_("Of a video or a recording: what is said in it. Readers see it beside the player."),
    )

    panels = [
        FieldPanel("document"),
        FileFindingsPanel(),
        FieldPanel("label"),
        FieldPanel("language"),
        FieldPanel("speech_as_text"),
    ]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("file")
        verbose_name_plural = _("files")

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """What readers see: the label, else the document's title."""
        return self.label or self.document.title


class MaterialLink(TranslatableMixin, Orderable):
    """A link to something of the material that stands elsewhere: a video, a shared document, a web page."""

    page = ParentalKey("materials.MaterialPage", on_delete=models.CASCADE, related_name="links")
    title = models.CharField(_("title"), max_length=200, help_text=_("Tell where the link leads."))
    url = models.URLField(_("address"), max_length=500)

    panels = [FieldPanel("title"), FieldPanel("url")]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("link")
        verbose_name_plural = _("links")

    def __str__(self) -> str:
        return self.title
