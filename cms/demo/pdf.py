"""Writes a text as a small PDF that screen readers can read: tagged, with a title and a language.

Knows one typeface and no layout but lines. The format is that of ISO 32000-1, the tags are those of its
chapter 14.8.
"""

import textwrap
from codecs import BOM_UTF16_BE
from dataclasses import dataclass

WIDTH, HEIGHT = 595, 842  # points; A4
MARGIN = 64  # points
LINE = 16  # points
LINE_LENGTH = 82  # characters of 11-point Helvetica that fit on a line


def text_pdf(text: str, *, title: str, language: str) -> bytes:
    """The PDF of a text whose first line is its heading and whose other lines are paragraphs.

    Raises UnicodeEncodeError for a character outside Windows-1252, which the standard typefaces lack.
    """
    objects = _Objects()
    catalogue, pages, tree, document = (objects.add() for _place in range(4))
    plain, bold = objects.add(_font("Helvetica")), objects.add(_font("Helvetica-Bold"))
    page_numbers, elements, parents = [], [], []
    for place, paragraphs in enumerate(_pages(text)):
        content = objects.add(_stream(b"\n".join(paragraph.content() for paragraph in paragraphs)))
        page = objects.add(
            f"<< /Type /Page /Parent {pages} 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Contents {content} 0 R "
            f"/Resources << /Font << /Plain {plain} 0 R /Bold {bold} 0 R >> >> "
            f"/StructParents {place} /Tabs /S >>"
        )
        tags = [objects.add(paragraph.element(document, page)) for paragraph in paragraphs]
        page_numbers.append(page)
        elements += tags
        parents.append(f"{place} [{_references(tags)}]")
    objects.fill(document, f"<< /Type /StructElem /S /Document /P {tree} 0 R /K [{_references(elements)}] >>")
    objects.fill(
        tree, f"<< /Type /StructTreeRoot /K {document} 0 R /ParentTree << /Nums [{' '.join(parents)}] >> >>"
    )
    objects.fill(pages, f"<< /Type /Pages /Kids [{_references(page_numbers)}] /Count {len(page_numbers)} >>")
    objects.fill(
        catalogue,
        f"<< /Type /Catalog /Pages {pages} 0 R /Lang ({language}) /MarkInfo << /Marked true >> "
        f"/StructTreeRoot {tree} 0 R /ViewerPreferences << /DisplayDocTitle true >> >>",
    )
    info = objects.add(f"<< /Title <{(BOM_UTF16_BE + title.encode('utf-16-be')).hex()}> >>")
    return objects.file(catalogue, info)


@dataclass(frozen=True)
class _Paragraph:
    """Lines with one tag. `place` is its number on the page, `top` the points from the page's foot."""

    tag: str
    place: int
    top: int
    lines: list[str]

    def content(self) -> bytes:
        font = "/Bold 15" if self.tag == "H1" else "/Plain 11"
        start = f"/{self.tag} << /MCID {self.place} >> BDC BT {font} Tf {LINE} TL {MARGIN} {self.top} Td "
        return start.encode() + b" T* ".join(b"(%b) Tj" % _escaped(line) for line in self.lines) + b" ET EMC"

    def element(self, document: int, page: int) -> str:
        return f"<< /Type /StructElem /S /{self.tag} /P {document} 0 R /Pg {page} 0 R /K {self.place} >>"


def _pages(text: str) -> list[list[_Paragraph]]:
    pages: list[list[_Paragraph]] = [[]]
    tag, top = "H1", HEIGHT - MARGIN
    for line in text.splitlines():
        lines = textwrap.wrap(line, LINE_LENGTH, subsequent_indent="  " if line.startswith("- ") else "")
        if top - len(lines) * LINE < MARGIN:
            pages.append([])
            top = HEIGHT - MARGIN
        if lines:
            pages[-1].append(_Paragraph(tag, len(pages[-1]), top, lines))
            tag = "P"
        top -= max(len(lines), 1) * LINE
    return pages


class _Objects:
    """The numbered objects of which a PDF consists."""

    def __init__(self) -> None:
        self._bodies: list[bytes] = []

    def add(self, body: str | bytes = b"") -> int:
        self._bodies.append(body.encode() if isinstance(body, str) else body)
        return len(self._bodies)

    def fill(self, number: int, body: str) -> None:
        self._bodies[number - 1] = body.encode()

    def file(self, root: int, info: int) -> bytes:
        """The whole PDF, with the table of where each object begins."""
        data = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
        table = b"0000000000 65535 f \n"
        for number, body in enumerate(self._bodies, start=1):
            table += b"%010d 00000 n \n" % len(data)
            data += b"%d 0 obj\n%b\nendobj\n" % (number, body)
        size = len(self._bodies) + 1
        trailer = b"<< /Size %d /Root %d 0 R /Info %d 0 R >>" % (size, root, info)
        return data + b"xref\n0 %d\n%btrailer\n%b\nstartxref\n%d\n%%%%EOF\n" % (
            size,
            table,
            trailer,
            len(data),
        )


def _stream(content: bytes) -> bytes:
    return b"<< /Length %d >>\nstream\n%b\nendstream" % (len(content), content)


def _font(name: str) -> str:
    return f"<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>"


def _escaped(line: str) -> bytes:
    return line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)").encode("cp1252")


def _references(numbers: list[int]) -> str:
    return " ".join(f"{number} 0 R" for number in numbers)
