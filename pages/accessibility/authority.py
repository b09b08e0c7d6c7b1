"""Who supervises accessibility in Finland under act 306/2019: since 1 January 2025 Traficom."""

from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

_WEBSITES = {
    "fi": "https://www.saavutettavuusvaatimukset.fi/",
    "sv": "https://www.tillganglighetskrav.fi/",
}
_LAW = {
    "fi": "https://www.finlex.fi/fi/lainsaadanto/2019/306",
    "sv": "https://www.finlex.fi/sv/lagstiftning/2019/306",
}


@dataclass(frozen=True)
class Authority:
    """How to reach the authority, in one language. `law` is the address of the act that it supervises."""

    name: str
    unit: str
    website: str
    email: str
    phone: str
    post: str
    law: str

    @property
    def website_name(self) -> str:
        """The website's address as people write it."""
        return self.website.removeprefix("https://").rstrip("/")

    @property
    def phone_link(self) -> str:
        """The number as a link has it."""
        return f"tel:+358{self.phone.replace(' ', '').removeprefix('0')}"


def supervisory_authority() -> Authority:
    """The authority in the active language."""
    language = get_language() or "fi"
    return Authority(
        name=_("Finnish Transport and Communications Agency Traficom"),
        unit=_("Digital Accessibility Supervision Unit"),
        website=_WEBSITES.get(language, _WEBSITES["fi"]),
        email="saavutettavuus@traficom.fi",
        phone="029 534 5000",
        post=_("PO Box 320, FI-00059 TRAFICOM, Finland"),
        law=_LAW.get(language, _LAW["fi"]),
    )
