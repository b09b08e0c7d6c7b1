"""What the material bank's API is asked and answers, for `api`."""

from datetime import date, datetime

from ninja import Schema
from pydantic import Field

from pages.core.api import LicenceFields, PageFields, PageQuery, TargetGroupFields, ThemeFields
from pages.core.fields import ContentLanguage

from .choices import MaterialKind


class MaterialQuery(PageQuery):
    """What the list of materials can be asked."""

    theme: str = Field("", max_length=100, description="A theme's slug, the same in every language.")
    target: str = Field("", max_length=100, description="A target group's slug, the same in every language.")
    kind: MaterialKind | None = Field(None, description="Only materials of this kind.")
    language: ContentLanguage | None = Field(
        None, description="Only materials that can be had in this language."
    )


class FileAccessibility(Schema):
    """What a look at the file told."""

    is_readable: bool = Field(description="Whether it could be read at all.")
    is_tagged: bool | None = Field(description="Of a PDF: whether screen readers find its structure.")
    has_title: bool | None = Field(description="Of a PDF or an office file: whether it names its title.")
    language: str = Field(description='The language that the file names, "" where it names none.')


class FileFields(Schema):
    """A file to download."""

    name: str
    url: str
    type: str = Field(description="The media type.", examples=["application/pdf"])
    size: int | None = Field(description="Bytes.")
    language: str | None = Field(description="What the file is in, where it is said.")
    credit: str = Field(description='Whom to credit for the file, "" where it is not said.')
    licence: LicenceFields | None = Field(description="The file's own licence, where it is said.")
    accessibility: FileAccessibility | None = Field(description="null where nobody has looked yet.")


class PictureFields(Schema):
    """The material's picture."""

    url: str
    width: int = Field(description="Pixels.")
    height: int = Field(description="Pixels.")
    alt: str = Field(description='What it shows, "" where it only decorates.')
    credit: str
    licence: LicenceFields | None


class MaterialItem(PageFields):
    """A material as it stands in a list."""

    kind: MaterialKind | None
    themes: list[ThemeFields]
    target_groups: list[TargetGroupFields]
    languages: list[str] = Field(description="The languages in which the material can be had.")
    authors: str
    library: str = Field(description='Where it was made, "" where the authors tell.')
    year: int | None
    licence: LicenceFields | None
    credit: str = Field(description="How to credit the material in running text.")
    files: list[FileFields]
    reviewed: date | None = Field(description="When it was last looked through, where it was.")


class LinkFields(Schema):
    """A link to something of the material that stands elsewhere."""

    title: str
    url: str


class NeedsFields(Schema):
    """What it takes to use the material, "" where nothing is told."""

    time: str
    people: str
    money: str
    equipment: str


class OriginalFields(Schema):
    """What the material was made of."""

    id: int | None = Field(description="The id of a material of the bank, null for something elsewhere.")
    title: str
    url: str


class VersionFields(Schema):
    """A version of the material."""

    number: int
    published: datetime
    what_changed: str
    url: str = Field(description="Where it can be read; the newest at the material's own address.")


class MaterialDetail(MaterialItem):
    """A material with all that it tells."""

    body: str = Field(description="HTML.")
    picture: PictureFields | None
    needs: NeedsFields
    links: list[LinkFields]
    based_on: OriginalFields | None
    versions: list[VersionFields] = Field(description="The newest first.")
    taken_down: date | None = Field(
        description="Since when the material can't be had any more: then text, files, links and versions are "
        "empty. Lists tell of no such material."
    )
    taken_down_reason: str = Field(description='Why it was taken down, "" where it was not.')


class MaterialList(Schema):
    """Some of the materials that fit; `count` counts all of them."""

    count: int
    items: list[MaterialItem]
