"""A package's style sheet without the components that the site has none of: they are half of its weight."""

import re
from collections.abc import Collection, Iterator
from pathlib import Path
from tempfile import NamedTemporaryFile

NAME = re.compile(r"(?:\.ds-|\[data-)([a-z-]+)")  # of the first class or attribute of the design system


def trimmed(sheet: Path, without: Collection[str], folder: Path) -> Path:
    """A copy of `sheet` in `folder` that lacks the components called `without`, such as "avatar".

    It is written when it is not there yet or has changed. Processes may do so at the same time.
    """
    kept = (block for block in blocks(sheet.read_text()) if _component(block) not in without)
    text = "".join(kept)
    copy = folder / sheet.name
    if not copy.is_file() or copy.read_text() != text:
        folder.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile("w", dir=folder, suffix=".part", delete=False) as part:
            part.write(text)
        Path(part.name).chmod(0o644)
        Path(part.name).replace(copy)
    return copy


def blocks(text: str) -> Iterator[str]:
    """The statements and blocks of a style sheet that stand in no other, in order; together they are all."""
    depth = start = 0
    for place, character in enumerate(text):
        if character == "{":
            depth += 1
        elif character == "}":
            depth -= 1
        if depth == 0 and character in "};":
            yield text[start : place + 1]
            start = place + 1
    yield text[start:]


def _component(block: str) -> str:
    found = NAME.search(block)
    return found.group(1) if found else ""
