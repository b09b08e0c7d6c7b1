"""What editors say of a course: the terms that they chose, and what other programs are told of them."""

from dataclasses import dataclass

from pages.core.described import Audience, NamesOf, Subject
from pages.materials.described import described_group, described_theme
from pages.materials.models import TargetGroup, Theme


@dataclass(frozen=True)
class About:
    """What a course is about and for whom, in the editors' order."""

    subjects: tuple[Subject, ...] = ()
    audiences: tuple[Audience, ...] = ()


NOTHING_SAID = About()


@dataclass(frozen=True)
class Terms:
    """Those of one course, in the editors' order."""

    themes: tuple[Theme, ...] = ()
    target_groups: tuple[TargetGroup, ...] = ()

    def about(self, names_of: NamesOf) -> About:
        """What they say, in the languages in which `names_of` names them."""
        return About(
            tuple(described_theme(theme, names_of) for theme in self.themes),
            tuple(described_group(group, names_of) for group in self.target_groups),
        )
