"""The addresses under a material's page at which its files are had, played and previewed; all are counted."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import path

from ..counts.counting import DOWNLOAD, VIEW, count_when_sent
from .archive import archive_response
from .listed import downloads, fits_archive
from .ranges import is_later_part
from .serving import serve_document, serve_preview

if TYPE_CHECKING:
    from wagtail.contrib.routable_page.models import RoutablePageMixin as Base
else:
    Base = object

OK = 200
PARTIAL = 206


class DownloadsMixin(Base):
    """For a routable page with `files`, each with a `document`, `name`, `language` and `speech_as_text`."""

    def files_for_readers(self) -> Sequence[Any]:
        """The files that the page hands out."""
        return list(self.files.all())

    def serve(self, request: HttpRequest, view: Any = None, args: Any = None, kwargs: Any = None) -> Any:
        """Any answer of the page; a look at the page itself is counted."""
        response = super().serve(request, view, args, kwargs)
        match = getattr(request, "routable_resolver_match", None)
        if response.status_code == OK and (match is None or match.route == ""):
            count_when_sent(request, response, self.translation_key, VIEW)
        return response

    @path(_("files/<int:number>/"))
    def download_file(self, request: HttpRequest, number: int) -> HttpResponseBase:
        """One of the files, by its document's number."""
        response = serve_document(request, self._document(number))
        if response.status_code in (OK, PARTIAL) and not is_later_part(request):
            count_when_sent(request, response, self.translation_key, DOWNLOAD)
        return response

    @path(_("files/<int:number>/play/"))
    def play_file(self, request: HttpRequest, number: int) -> HttpResponseBase:
        """The same for the player on the page, which asks for it before anybody wants it: not counted."""
        return serve_document(request, self._document(number))

    @path(_("files/<int:number>/preview/"))
    def preview_file(self, request: HttpRequest, number: int) -> HttpResponseBase:
        """What the file looks like."""
        return serve_preview(request, self._document(number))

    @path(_("files/all/"))
    def download_all(self, request: HttpRequest) -> HttpResponseBase:
        """All files as one archive."""
        files = self.files_for_readers()
        if not fits_archive(files):
            raise Http404
        response = archive_response(request, self, files)
        count_when_sent(request, response, self.translation_key, DOWNLOAD)
        return response

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds `downloads` (listed.Download objects) and `archive_url`, "" where no archive is offered."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        files = self.files_for_readers()
        base = self.get_url(request)

        def address(route: str, number: int) -> str:
            return f"{base}{self.subpage_address(route, number=number)}"

        context["downloads"] = downloads(files, address)
        offered = fits_archive(files)
        context["archive_url"] = f"{base}{self.subpage_address('download_all')}" if offered else ""
        return context

    def subpage_address(self, route: str, **kwargs: Any) -> str:
        """The rest of an address after the page's own, in the language of the page's tree."""
        with translation.override(self.locale.language_code):
            found: str = self.reverse_subpage(route, kwargs=kwargs)
        return found

    def _document(self, number: int) -> Any:
        for file in self.files_for_readers():
            if file.document_id == number:
                return file.document
        raise Http404
