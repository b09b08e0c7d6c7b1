"""What a training tells machines of itself: schema.org's EducationEvent, a part for each of its sessions."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .models import TrainingPage, TrainingSession

MODES = {
    (True, True): "MixedEventAttendanceMode",
    (True, False): "OfflineEventAttendanceMode",
    (False, True): "OnlineEventAttendanceMode",
}


def training_data(training: "TrainingPage", address: str) -> dict[str, Any]:
    """The training at the full `address`. A single session is the event itself."""
    sessions, place = training.schedule, bool(training.place)
    mode = MODES.get((place, training.is_remote))
    return {
        "@type": "EducationEvent",
        "@id": address,
        "url": address,
        "name": training.title,
        "description": training.lead,
        "inLanguage": training.languages,
        "startDate": sessions[0].starts if sessions else None,
        "endDate": max(session.ends for session in sessions) if sessions else None,
        "eventAttendanceMode": f"https://schema.org/{mode}" if mode else None,
        "location": _places(training, address),
        "subEvent": [_part(training, session) for session in sessions] if len(sessions) > 1 else None,
    }


def _places(training: "TrainingPage", address: str) -> list[dict[str, Any]]:
    places = [{"@type": "Place", "name": training.place}] if training.place else []
    return [*places, {"@type": "VirtualLocation", "url": address}] if training.is_remote else places


def _part(training: "TrainingPage", session: "TrainingSession") -> dict[str, Any]:
    return {
        "@type": "EducationEvent",
        "name": session.title or training.title,
        "startDate": session.starts,
        "endDate": session.ends,
    }
