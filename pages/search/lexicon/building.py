"""`python -m pages.search.lexicon.building LANGUAGE FILE`: makes the compact word list of one language.

Runs in a process of its own, because the packages' own data takes hundreds of megabytes for a moment.
"""

import sys
from importlib.util import find_spec
from pathlib import Path


def main(language: str, target: Path) -> None:
    """Write the file. Raises ImportError where the package is missing."""
    if language == "fi":
        from .transducer import convert

        target.write_bytes(convert(_data_of("pyvoikko") / "voikko.kfst"))
    else:
        from simplemma.strategies.dictionaries.dictionary_factory import _load_dictionary_from_disk

        from .swedish import convert as convert_dictionary

        convert_dictionary(_load_dictionary_from_disk(language)).save(str(target))


def _data_of(package: str) -> Path:
    """The folder of an installed package, found without importing it: that would take seconds."""
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise ImportError(f"The package {package} is not installed.")
    return Path(next(iter(spec.submodule_search_locations)))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
