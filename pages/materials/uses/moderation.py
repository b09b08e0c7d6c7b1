"""What editors do with told uses: show, decline, take away, and undo each of these.

Knows nobody's rights. The caller holds the use's row locked.
"""

from enum import StrEnum
from typing import Any

from django.utils import timezone
from wagtail.log_actions import log

from pages.core.findable import findable_changed

from .choices import UseState
from .models import MaterialUse


class Deed(StrEnum):
    """What can be done; the values are those of the form's buttons."""

    SAVE = "save"
    SHOW = "show"
    DECLINE = "decline"
    TAKE_AWAY = "take_away"
    UNDO = "undo"


LOG_ACTIONS = {deed: f"materials.use_{deed.value}" for deed in Deed}
NEEDS_REASON = {Deed.DECLINE, Deed.TAKE_AWAY}
_POSSIBLE = {
    UseState.WAITING: {Deed.SAVE, Deed.SHOW, Deed.DECLINE},
    UseState.SHOWN: {Deed.SAVE, Deed.TAKE_AWAY, Deed.UNDO},
    UseState.DECLINED: {Deed.UNDO},
    UseState.TAKEN_AWAY: {Deed.UNDO},
}
_STATES = {Deed.SHOW: UseState.SHOWN, Deed.DECLINE: UseState.DECLINED, Deed.TAKE_AWAY: UseState.TAKEN_AWAY}


def possible_deeds(use: MaterialUse) -> set[Deed]:
    """What the use's state leaves to do."""
    deeds = _POSSIBLE.get(UseState(use.state), set())
    return deeds - {Deed.UNDO} if _has_another_open(use) else deeds


def do(deed: Deed, use: MaterialUse, user: Any) -> None:
    """Do it, log it, and let the search know how often the material was used."""
    was_shown = use.is_shown
    use.state = _state_after(deed, use)
    if deed == Deed.UNDO:
        use.decided = use.decided_by = None
        use.reason = ""
    elif deed != Deed.SAVE:
        use.decided, use.decided_by = timezone.now(), user
    use.version += 1
    use.save()
    log(use, LOG_ACTIONS[deed], user=user, content_changed=True)
    if use.is_shown != was_shown:
        tell_search(use)


def tell_search(use: MaterialUse) -> None:
    """The material's published pages tell otherwise of themselves now."""
    from ..models import MaterialPage  # its pages stand on uses

    findable_changed.send(MaterialPage, pages=MaterialPage.objects.filter(translation_key=use.material))


def _state_after(deed: Deed, use: MaterialUse) -> str:
    if deed == Deed.UNDO:
        return UseState.SHOWN if use.state == UseState.TAKEN_AWAY else UseState.WAITING
    return _STATES.get(deed, UseState(use.state))


def _has_another_open(use: MaterialUse) -> bool:
    """Whether the teller has begun another use of the material: two can't wait at once."""
    if use.teller_id is None or use.state == UseState.TAKEN_AWAY:
        return False
    others = MaterialUse.objects.of(use.material).filter(teller=use.teller_id).open()
    return not use.is_open and others.exists()
