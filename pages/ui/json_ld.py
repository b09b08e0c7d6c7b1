"""What machines read of a page: schema.org as JSON-LD. Knows how it is written, not what is said."""

import json
from collections.abc import Mapping
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.utils.safestring import SafeString, mark_safe

CONTEXT = "https://schema.org"
# Nothing in the data can end the element or begin a comment; to a reader of JSON it is the same.
_ESCAPES = str.maketrans(
    {"<": "\\u003C", ">": "\\u003E", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
)


def json_ld(data: Mapping[str, Any]) -> SafeString:
    """The `<script>` element of a thing of schema.org, given with its `@type` and without `@context`.

    Dates may be Python's. What is None, "" or empty is left out, on every level. A browser runs none of it,
    so the content security policy need not allow it.
    """
    told = json.dumps({"@context": CONTEXT, **_known(data)}, cls=DjangoJSONEncoder, ensure_ascii=False)
    return mark_safe(f'<script type="application/ld+json">{told.translate(_ESCAPES)}</script>')  # noqa: S308 (escaped above)


def _known(value: Any) -> Any:
    if isinstance(value, Mapping):
        parts = {name: _known(part) for name, part in value.items()}
        return {name: part for name, part in parts.items() if part not in (None, "", [], {})}
    if isinstance(value, list | tuple):
        return [part for part in map(_known, value) if part not in (None, "", [], {})]
    return value
