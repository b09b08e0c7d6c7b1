"""How the demo's libraries have used its materials: some uses are shown, one waits for an editor."""

from collections.abc import Mapping
from datetime import timedelta
from io import BytesIO

from django.core.files.base import ContentFile
from django.db.models.fields.files import FieldFile
from django.utils import timezone
from PIL import Image

from cms.accounts.models import User
from pages.materials.models import MaterialUse
from pages.materials.uses.choices import UseState

from .entries import read, stable_uuid
from .media import draw

TELLER = "staff"


def make_uses(author: User, stored: list[FieldFile]) -> None:
    """Every use of the content."""
    teller = User.objects.get(username=TELLER)
    pictures = {picture["key"]: picture for picture in read("pictures")["pictures"]}
    for told in read("uses")["uses"]:
        is_shown = told["state"] == UseState.SHOWN
        moment = timezone.now() - timedelta(days=told["days_ago"])
        use = MaterialUse(
            material=stable_uuid(told["material"]),
            teller=None if is_shown else teller,  # theirs was long ago
            language=told["language"],
            library=told["library"],
            used_on=moment.date(),
            text=told["text"],
            state=told["state"],
            changed=moment,
            decided=moment if is_shown else None,
            decided_by=author if is_shown else None,
        )
        if "picture" in told:
            _add_picture(use, pictures[told["picture"]])
            stored.append(use.picture)
        use.save()


def _add_picture(use: MaterialUse, picture: Mapping[str, Mapping[str, str]]) -> None:
    jpeg = BytesIO()
    with Image.open(BytesIO(draw(picture))) as drawn:
        drawn.convert("RGB").save(jpeg, "JPEG", quality=85)
    use.picture.save("picture.jpg", ContentFile(jpeg.getvalue()), save=False)
    use.picture_alt = picture["alt"][use.language]
    use.people_agreed = True
