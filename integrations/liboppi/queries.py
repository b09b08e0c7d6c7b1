"""What a client can ask of the API's lists."""

from typing import Any

from django.conf import settings
from ninja import Schema
from pydantic import Field, JsonValue, field_validator

LANGUAGES: list[JsonValue] = [code for code, _name in settings.LANGUAGES]
LARGEST_OFFSET = 1_000_000


class LocaleQuery(Schema):
    """The language of the answer."""

    locale: str = Field(
        settings.LANGUAGE_CODE,
        description="The language wanted; a text that lacks it comes in its own.",
        json_schema_extra={"enum": LANGUAGES},
    )

    @field_validator("*")
    @classmethod
    def without_nul(cls, value: Any) -> Any:
        """No database can look for a NUL character."""
        if isinstance(value, str) and "\0" in value:
            raise ValueError("must not hold a NUL character")
        return value

    @field_validator("locale")
    @classmethod
    def one_of_ours(cls, code: str) -> str:
        """The site's languages only."""
        if code not in LANGUAGES:
            raise ValueError(f"must be one of {', '.join(map(str, LANGUAGES))}")
        return code


class PagedQuery(LocaleQuery):
    """A page of a list."""

    limit: int = Field(20, ge=1, le=100, description="How many items at most.")
    offset: int = Field(0, ge=0, le=LARGEST_OFFSET, description="How many items to pass over.")


class CourseQuery(PagedQuery):
    """Which courses."""

    search: str = Field("", max_length=200, description="Words, or their beginnings.")
    category: int | None = Field(
        None, ge=1, lt=2**63, description="A category's id; its subcategories' courses come too."
    )
