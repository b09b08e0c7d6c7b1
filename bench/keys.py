"""How well keys are found in summaries, over the labelled wordings of the tests."""

import json
from collections.abc import Iterator
from pathlib import Path

from bench.figures import Figure

WORDINGS = Path(__file__).resolve().parents[1] / "tests/integrations/liboppi/key_wordings.json"


def key_figures() -> Iterator[Figure]:
    """Precision, recall, and how large the set is."""
    from integrations.liboppi.keys import find_keys
    from integrations.liboppi.texts import summary_html

    labelled = json.loads(WORDINGS.read_text(encoding="utf-8"))
    told = right = wanted = 0
    for wording in (wording for kind in labelled.values() for wording in kind):
        keys = wording.get("keys", [])
        found = find_keys(summary_html(wording["html"], 1)).keys
        told += len(found)
        right += len(set(found) & set(keys))
        wanted += len(keys)
    with_key, without_key = len(labelled["with_key"]), len(labelled["without_key"])
    yield Figure("keys in summaries: precision", right / told, 1, at_least=True)
    yield Figure("keys in summaries: recall", right / wanted, 0.95, at_least=True)
    yield Figure("labelled wordings with a key", with_key, 60, at_least=True)
    yield Figure("labelled wordings without one", without_key, 20, at_least=True)
