"""Who may do what with proposals in the admin: Django's rights to view or change them. Nobody adds any."""

from typing import Any

from integrations.liboppi.permissions import ImportedModelPermissionPolicy

from .models import Proposal

proposal_policy = ImportedModelPermissionPolicy(Proposal, ["view", "change"])


def may_see_proposals(user: Any) -> bool:
    """Whether the user may read what others propose."""
    return bool(proposal_policy.user_has_any_permission(user, ["view", "change"]))
