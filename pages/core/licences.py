"""The licences that pictures, documents and materials of the material bank can carry."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

OTHER = "other"  # a material's own licence, with a name and an address given beside it


@dataclass(frozen=True)
class LicenceTerms:
    """A licence as it is shown. `label` tells what it allows; `url` is "" where it has no page of its own."""

    code: str
    label: str
    short_name: str
    url: str


class Licence(models.TextChoices):
    """A licence by its SPDX-like code. Creative Commons licences know their address."""

    CC0 = "cc0-1.0", _("CC0 1.0 (free for any use)")
    BY = "cc-by-4.0", _("CC BY 4.0 (name the author)")
    BY_SA = "cc-by-sa-4.0", _("CC BY-SA 4.0 (name the author, share alike)")
    BY_NC = "cc-by-nc-4.0", _("CC BY-NC 4.0 (name the author, not for profit)")
    BY_NC_SA = "cc-by-nc-sa-4.0", _("CC BY-NC-SA 4.0 (name the author, not for profit, share alike)")
    BY_ND = "cc-by-nd-4.0", _("CC BY-ND 4.0 (name the author, no changes)")
    BY_NC_ND = "cc-by-nc-nd-4.0", _("CC BY-NC-ND 4.0 (name the author, not for profit, no changes)")
    PUBLIC_DOMAIN = "pdm-1.0", _("Public domain (copyright has run out)")
    ALL_RIGHTS_RESERVED = "all-rights-reserved", _("All rights reserved (ask before use)")

    @property
    def short_name(self) -> str:
        """What stands beside a picture: "CC BY-NC 4.0", or the label where there is nothing shorter."""
        return str(self.label).split(" (")[0]

    @property
    def url(self) -> str:
        """The licence's own page, "" where it has none."""
        if self is Licence.ALL_RIGHTS_RESERVED:
            return ""
        if self is Licence.CC0:
            return "https://creativecommons.org/publicdomain/zero/1.0/"
        if self is Licence.PUBLIC_DOMAIN:
            return "https://creativecommons.org/publicdomain/mark/1.0/"
        kind, version = self.value.removeprefix("cc-").rsplit("-", 1)
        return f"https://creativecommons.org/licenses/{kind}/{version}/"

    @property
    def terms(self) -> LicenceTerms:
        """The licence with its names in the active language."""
        return LicenceTerms(self.value, str(self.label), self.short_name, self.url)


MATERIAL_LICENCES = [*Licence.choices, (OTHER, _("Another licence (give its name)"))]
