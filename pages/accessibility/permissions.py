"""Who may do what with feedback: those with Django's rights to view, change or delete it. Nobody adds any."""

from typing import Any

from integrations.liboppi.permissions import ImportedModelPermissionPolicy

from .models import Feedback

feedback_policy = ImportedModelPermissionPolicy(Feedback, ["view", "change", "delete"])


def may_see_feedback(user: Any) -> bool:
    """Whether the user may read feedback."""
    return bool(feedback_policy.user_has_any_permission(user, ["view", "change"]))
