"""The statement's page and the feedback on accessibility."""

from .feedback import Feedback
from .statement import AccessibilityStatementPage

__all__ = ["AccessibilityStatementPage", "Feedback"]
