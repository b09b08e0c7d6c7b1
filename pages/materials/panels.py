"""What the editor of a material is told in the admin, beside what it can write."""

from typing import Any

from wagtail.admin.panels import Panel


class FileFindingsPanel(Panel):
    """How accessible the chosen file is, and what to do; nothing for a file that is not stored yet."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "materials/admin/file_findings_panel.html"

        def is_shown(self) -> bool:
            return bool(super().is_shown() and self.instance.pk and self.instance.document_id)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            return context | {"findings": self.instance.document.findings}


class VersionsPanel(Panel):
    """The versions that readers can go back to."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "materials/admin/versions_panel.html"

        def is_shown(self) -> bool:
            return bool(super().is_shown() and self.instance.pk)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            return context | {"versions": list(self.instance.versions.defer("content"))}
