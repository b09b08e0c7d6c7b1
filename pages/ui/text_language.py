"""Which language a page's published text is in, whatever tree it stands in."""

from wagtail.models import Page

TEXT_LANGUAGE = ("locale", "alias_of__locale", "pending_translation")  # joins that answer it


def text_language(page: Page) -> str:
    """The language's code; asks the database where TEXT_LANGUAGE is not joined."""
    pending = getattr(page, "pending_translation", None)
    code: str = pending.language if pending else (page.alias_of or page).locale.language_code
    return code


def is_translation(page: Page, other: Page) -> bool:
    """Whether `other` is a published text of its own for what `page` says in another language."""
    in_own_language = text_language(other) == other.locale.language_code
    return other.translation_key == page.translation_key and in_own_language


def learn_text_language(page: Page, row: Page) -> None:
    """Give `page` what `row`, the same page with TEXT_LANGUAGE joined, knows, so that it asks no more."""
    for name in ("locale", "alias_of"):
        Page._meta.get_field(name).set_cached_value(page, getattr(row, name))
    pending = Page._meta.get_field("pending_translation")
    pending.set_cached_value(page, getattr(row, "pending_translation", None))
