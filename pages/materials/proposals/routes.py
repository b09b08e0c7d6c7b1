"""The addresses of proposals under the material bank."""

import uuid
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from . import draft_views, following_views


class ProposalRoutes(RoutablePageMixin):
    """Mixed into the material bank's page: proposing, and following what was proposed."""

    children_first = True  # a material under the bank is found as any page is

    @path(_("propose/"))
    def propose(self, request: HttpRequest) -> Any:
        """An empty form."""
        return draft_views.new_proposal(request, self)

    @path(_("propose/<uuid:submission>/"))
    def edit_proposal(self, request: HttpRequest, submission: uuid.UUID) -> Any:
        """A draft."""
        return draft_views.edit_proposal(request, self, submission)

    @path(_("propose/<uuid:submission>/files/"))
    def add_files(self, request: HttpRequest, submission: uuid.UUID) -> Any:
        """Takes files that a script sends."""
        return draft_views.add_files(request, self, submission)

    @path(_("proposals/"))
    def proposals(self, request: HttpRequest) -> Any:
        """The reader's proposals."""
        return following_views.own_proposals(request, self)

    @path(_("proposals/<int:number>/"))
    def proposal(self, request: HttpRequest, number: int) -> Any:
        """One of them."""
        return following_views.show_proposal(request, self, number)

    @path(_("proposals/<int:number>/withdraw/"))
    def withdraw_proposal(self, request: HttpRequest, number: int) -> Any:
        """Takes it back."""
        return following_views.withdraw_proposal(request, self, number)

    @path(_("proposals/<int:number>/files/"))
    def add_answer_files(self, request: HttpRequest, number: int) -> Any:
        """Takes files of an answer that a script sends."""
        return following_views.add_answer_files(request, self, number)

    @path(_("proposals/<int:number>/files/<int:file>/"))
    def proposal_file(self, request: HttpRequest, number: int, file: int) -> Any:
        """A file of it."""
        return following_views.own_file(request, self, number, file)
