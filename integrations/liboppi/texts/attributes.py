"""Judges the attributes of an element: which may stay, with which value."""

import re
from html import escape
from urllib.parse import urljoin

import nh3

from . import markup

_LANGUAGE_TAG = re.compile(r"[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8}){0,3}")
_SMALL_NUMBER = re.compile(r"[1-9][0-9]{0,2}")
_WEB_ADDRESS = re.compile(r"https?://\w(?:[\w.-]*\w)?(?::[0-9]{1,5})?(?:[/?#][^\s\\<>\"]*)?", re.IGNORECASE)
_MAIL_ADDRESS = re.compile(r"mailto:[^\s\\<>\"@]+@[^\s\\<>\"@]+", re.IGNORECASE)
_CREDIBLE = nh3.Cleaner(
    tags={"a"},
    attributes={"a": {"href"}},
    url_schemes=set(markup.URL_SCHEMES),
    url_relative="deny",
    link_rel=None,
)
_SCOPES = frozenset(("row", "col", "rowgroup", "colgroup"))


def kept_attributes(tag: str, attributes: dict[str, str], base_url: str | None) -> dict[str, str]:
    """The valid attributes of a kept element; an `a` whose address can't be shown has no `href`."""
    if not attributes:
        return {}
    kept = {}
    if language := language_of(attributes):
        kept["lang"] = language
    if tag == "a" and (address := shown_address(attributes.get("href", ""), base_url)):
        kept["href"] = address
    for number in markup.KEPT_ATTRIBUTES.get(tag, set()) & {"start", "colspan", "rowspan"}:
        if _SMALL_NUMBER.fullmatch(attributes.get(number, "")):
            kept[number] = attributes[number]
    if tag == "th" and attributes.get("scope", "").lower() in _SCOPES:
        kept["scope"] = attributes["scope"].lower()
    return kept


def language_of(attributes: dict[str, str]) -> str | None:
    """The valid `lang` (BCP 47) of an element, unless it is only what Word's spelling checker supposed."""
    if "lang" not in attributes:
        return None
    if "mso" in attributes.get("style", "").lower() or attributes.get("class", "").lower().startswith("mso"):
        return None
    language = attributes["lang"]
    return language if _LANGUAGE_TAG.fullmatch(language) else None


def shown_address(address: str, base_url: str | None) -> str | None:
    """An absolute http, https or mailto address; a relative one is resolved against `base_url`, else None."""
    address = address.strip(markup.WHITESPACE).replace(" ", "%20")
    if base_url:
        try:
            address = urljoin(base_url, address)
        except ValueError:
            return None
    if not (_WEB_ADDRESS.fullmatch(address) or _MAIL_ADDRESS.fullmatch(address)):
        return None
    # An address that nh3 would refuse at the end must not become a link now.
    return address if "href" in _CREDIBLE.clean(f'<a href="{escape(address)}"></a>') else None
