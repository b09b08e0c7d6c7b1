"""The words that a site begins with: what libraries call things in Finnish and in Swedish."""

import json
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data" / "synonyms.json"


def add_first_synonyms(model: Any) -> None:
    """Add them to an empty list of `Synonym`; one that editors have begun stays as it is."""
    if not model.objects.exists():
        words = json.loads(DATA.read_text(encoding="utf-8"))
        model.objects.bulk_create(model(**group) for group in words)
