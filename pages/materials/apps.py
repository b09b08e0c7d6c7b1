"""Configuration of the materials app."""

from django.apps import AppConfig
from django.db.models.signals import post_delete, post_migrate
from django.utils.translation import gettext_lazy as _


class MaterialsConfig(AppConfig):
    """Material bank; makes sure that proposals are looked through daily and their files go with them."""

    name = "pages.materials"
    label = "materials"
    verbose_name = _("Material bank")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from wagtail.signals import page_published  # here: models are not loaded yet when this module is

        from . import renaming, versioning, waiting
        from .downloads import documents, previews
        from .models import MaterialPage, MaterialUse, Proposal, ProposalFile
        from .proposals import drafting, files, schedule
        from .uses import files as use_files

        versioning.connect()
        renaming.connect()
        previews.connect()
        documents.connect()
        use_files.connect()
        waiting.connect(MaterialUse, Proposal)
        uid = "materials.proposals"
        post_migrate.connect(schedule.ensure_schedule, sender=self, dispatch_uid=uid)
        post_delete.connect(files.delete_stored, sender=ProposalFile, dispatch_uid=uid)
        page_published.connect(drafting.page_published, sender=MaterialPage, dispatch_uid=uid)
