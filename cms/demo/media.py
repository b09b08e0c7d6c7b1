"""The demo's pictures, drawn from their descriptions, and the files of its materials."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile
from django.db.models.fields.files import FieldFile
from PIL import Image, ImageDraw
from wagtail.utils.file import hash_filelike

from cms.accounts.models import User
from pages.core.models import CustomDocument, CustomImage

from .entries import read
from .pdf import text_pdf

FINER = 2  # times drawn larger, then made smaller, so that edges come out smooth


@contextmanager
def stored_files() -> Iterator[list[FieldFile]]:
    """A list for the files that are stored inside the block; when it fails they are deleted."""
    stored: list[FieldFile] = []
    try:
        yield stored
    except BaseException:
        for file in stored:
            file.storage.delete(str(file.name))
        raise


def make_pictures(author: User, stored: list[FieldFile]) -> dict[str, int]:
    """Every picture of the content: its primary key by its key there."""
    made = {}
    for picture in read("pictures")["pictures"]:
        data = draw(picture)
        image = CustomImage(
            title=picture["title"]["fi"],
            description=picture["alt"]["fi"],
            credit=picture["credit"],
            licence=picture["licence"],
            uploaded_by_user=author,
            file=ContentFile(data, f"{picture['key']}.png"),
            **_file_facts(data),
        )
        image.save()
        stored.append(image.file)
        made[picture["key"]] = image.pk
    return made


def make_documents(author: User, stored: list[FieldFile]) -> dict[str, int]:
    """Every file of every material: the document's primary key by the file's name."""
    made = {}
    for material in read("materials")["materials"]:
        for file in material["files"]:
            data = file_data(file)
            document = CustomDocument(
                title=file["title"],
                credit=credits_in(material, file["language"]),
                licence=material["licence"],
                uploaded_by_user=author,
                file=ContentFile(data, file["name"]),
                **_file_facts(data),
            )
            document.save()
            stored.append(document.file)
            made[file["name"]] = document.pk
    return made


def credits_in(material: Mapping[str, Any], language: str) -> str:
    """A material's authors in one language, or in the one that it has."""
    return ", ".join(author.get(language) or next(iter(author.values())) for author in material["authors"])


def file_data(file: Mapping[str, str]) -> bytes:
    """What the file's name says, made of its text: a PDF or a text file in UTF-8."""
    if file["name"].endswith(".pdf"):
        return text_pdf(file["text"], title=file["title"], language=file["language"])
    return file["text"].encode()


def draw(picture: Mapping[str, Any]) -> bytes:
    """The PNG of a picture's shapes, from back to front."""
    width, height = picture["size"]
    canvas = Image.new("RGB", (width * FINER, height * FINER), picture["background"])
    pen = ImageDraw.Draw(canvas)
    across, down = width * FINER / 100, height * FINER / 100
    for shape in picture["shapes"]:
        if shape["shape"] == "polygon":
            pen.polygon([(x * across, y * down) for x, y in shape["points"]], fill=shape["colour"])
        else:
            left, top, right, bottom = shape["box"]
            outline = pen.ellipse if shape["shape"] == "ellipse" else pen.rectangle
            outline((left * across, top * down, right * across, bottom * down), fill=shape["colour"])
    data = BytesIO()
    canvas.reduce(FINER).save(data, "PNG", optimize=True)
    return data.getvalue()


def _file_facts(data: bytes) -> dict[str, Any]:
    return {"file_size": len(data), "file_hash": hash_filelike(BytesIO(data))}
