"""Form fields for what people write. Knows no form and no model."""

from typing import Any

from django import forms


class NoteField(forms.CharField):
    """A plain text of several lines. A browser sends a line's end as two characters but counts it as one."""

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value)).replace("\r\n", "\n")
