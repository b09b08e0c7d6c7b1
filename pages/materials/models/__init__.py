"""The models of the material bank."""

from ..counts.models import MaterialCount
from ..downloads.models import FilePreview
from ..proposals.models import Proposal, ProposalEvent, ProposalFile
from ..target_groups import TargetGroup
from ..themes import Theme
from ..uses.models import MaterialUse, MaterialUseFile
from .files import MaterialFile, MaterialLink
from .index import MaterialIndexPage
from .material import MaterialPage
from .versions import MaterialVersion, MaterialVersionFile

__all__ = [
    "FilePreview",
    "MaterialCount",
    "MaterialFile",
    "MaterialIndexPage",
    "MaterialLink",
    "MaterialPage",
    "MaterialUse",
    "MaterialUseFile",
    "MaterialVersion",
    "MaterialVersionFile",
    "Proposal",
    "ProposalEvent",
    "ProposalFile",
    "TargetGroup",
    "Theme",
]
