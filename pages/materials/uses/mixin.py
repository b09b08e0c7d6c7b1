"""What a material's page shows of its uses, and the addresses under it for telling and seeing them."""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, prefetch_related_objects
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.functional import SimpleLazyObject, cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.contrib.routable_page.models import path

from pages.core.file_findings import FileFindings
from pages.core.findable import Findable
from pages.ui.cards import Fact

from .models import MaterialUse, MaterialUseFile
from .views import ask_use, serve_use_file, serve_use_picture

if TYPE_CHECKING:
    from pages.core.models import BasePage as Base
else:
    Base = object

MOST_SHOWN = 10
MOST_IN_ALL = 300
TOLD_DAYS = 60  # so long a teller is told what became of a use


@dataclass(frozen=True)
class UseFile:
    """A file of an adapted version; `size` is in bytes, `findings` tell how accessible it is."""

    name: str
    url: str
    kind: str
    size: int
    findings: FileFindings | None


@dataclass(frozen=True)
class ShownUse:
    """A use with the addresses of its picture ("" where it has none) and files."""

    use: MaterialUse
    picture_url: str
    files: tuple[UseFile, ...]


class UsesMixin(Base):
    """For a routable page with `subpage_address`, as DownloadsMixin brings it."""

    @path(_("used/"))
    def tell_use(self, request: HttpRequest) -> HttpResponse:
        """The form by which staff tell how they used it."""
        return ask_use(request, self)

    @path(_("used/<int:number>/picture/"))
    def use_picture(self, request: HttpRequest, number: int) -> HttpResponseBase:
        """The picture of a use."""
        return serve_use_picture(request, self, number)

    @path(_("used/<int:number>/files/<int:file_number>/"))
    def use_file(self, request: HttpRequest, number: int, file_number: int) -> HttpResponseBase:
        """A file of a library's adapted version."""
        return serve_use_file(request, self, number, file_number)

    @cached_property
    def use_count(self) -> int:
        """How many uses readers see. No query where `with_use_counts` brought it."""
        counted: int | None = getattr(self, "number_of_uses", None)
        return MaterialUse.objects.of(self.translation_key).shown().count() if counted is None else counted

    def use_facts(self) -> tuple[Fact, ...]:
        """That it has been used, and how often; nothing where it has not."""
        if not self.use_count:
            return ()
        words = ngettext("Once", "%(number)s times", self.use_count) % {"number": self.use_count}
        return (Fact("repeat", str(_("Used")), words),)

    def findable(self) -> Findable:
        """With how often it was used."""
        return replace(super().findable(), uses=self.use_count)

    def use_url(self, request: HttpRequest | None = None) -> str:
        """The address of the form."""
        return f"{self.get_url(request)}{self.subpage_address('tell_use')}"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds `uses` (ShownUse objects), `use_count`, `own_uses`, and `may_tell` with `use_url`."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        may_tell = request.user.has_perm("materials.add_materialuse") if hasattr(request, "user") else False
        return context | {
            "uses": SimpleLazyObject(lambda: self._shown_uses(request)),  # an old version shows none
            "use_count": self.use_count,
            "own_uses": SimpleLazyObject(lambda: self._own_uses(request.user) if may_tell else []),
            "may_tell": may_tell,
            "use_url": self.use_url(request),
        }

    def shown_use(self, use: MaterialUse, request: HttpRequest | None = None) -> ShownUse:
        """A use of this material with its addresses."""
        base = self.get_url(request)

        def address(route: str, **numbers: int) -> str:
            return f"{base}{self.subpage_address(route, number=use.pk, **numbers)}"

        files = tuple(
            UseFile(file.name, address("use_file", file_number=file.pk), file.kind, file.size, file.findings)
            for file in (use.files.all() if getattr(use, "has_files", True) else ())
        )
        return ShownUse(use, address("use_picture") if use.picture else "", files)

    def _shown_uses(self, request: HttpRequest) -> list[ShownUse]:
        if not self.use_count:
            return []
        most = MOST_IN_ALL if request.GET.get("uses") == "all" else MOST_SHOWN
        shown = MaterialUse.objects.of(self.translation_key).shown().newest_first()
        files = MaterialUseFile.objects.filter(use=OuterRef("pk"))
        uses = list(shown.annotate(has_files=Exists(files))[:most])
        prefetch_related_objects([use for use in uses if use.has_files], "files")
        return [self.shown_use(use, request) for use in uses]

    def _own_uses(self, user: Any) -> list[MaterialUse]:
        """The user's open use, and what became of others lately; the last one first."""
        own = MaterialUse.objects.of(self.translation_key).told_by(user).order_by("-pk")[:5]
        since = timezone.now() - timedelta(days=TOLD_DAYS)
        return [use for use in own if use.is_open or (use.decided and use.decided > since)]
