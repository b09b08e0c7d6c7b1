"""Makes a page of a proposal: a draft in the material bank, its files documents that only editors see.

A page is made when an editor takes the proposal up, not when it is sent: what is declined never was in the
page tree, the search and the document library.
"""

import json
from typing import Any

from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest
from django.utils import translation
from django.utils.html import linebreaks
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction

from ..models import MaterialFile, MaterialLink, MaterialPage, TargetGroup
from ..themes import Theme
from .choices import ProposalState
from .deeds import TooLate, locked, move
from .forms import ProposalForm
from .models import Proposal, ProposalFile

COLLECTION = "Ehdotukset – Förslag"  # a row that administrators see, so in both languages


class NoBank(Exception):
    """There is no material bank in which the user may make a page of the proposal."""


def take_up(proposal: Proposal, request: HttpRequest, seen: int) -> MaterialPage:
    """Make a draft of the proposal, owned by its proposer, whole or not at all.

    Raises NoBank, and TooLate where somebody else was first.
    """
    with transaction.atomic():
        current = locked(proposal)
        if current.page_id or current.version != seen or not current.can_become(ProposalState.TAKEN):
            raise TooLate
        bank = current.bank
        if bank is None or not bank.permissions_for_user(request.user).can_add_subpage():
            raise NoBank
        with translation.override(current.language):
            page: MaterialPage = bank.add_child(instance=_page(current, bank))
        page.files.set([_file(page, file) for file in current.files.all()])
        page.save_revision(user=request.user, log_action=True)
        Proposal.objects.filter(pk=current.pk).update(page=page)
        move(current, ProposalState.TAKEN, request.user, by_editor=True)
    for after in hooks.get_hooks("after_create_page"):
        after(request, page)
    return page


def _page(proposal: Proposal, bank: Any) -> MaterialPage:
    told = _told(proposal)
    page = MaterialPage(
        title=told["title"],
        lead=told["lead"],
        kind=told["kind"],
        material_languages=told["languages"],
        authors=told["authors"],
        library=told["library"],
        year=told["year"],
        licence=told["licence"],
        body=json.dumps(_body(told)),
        owner=proposal.proposer,
        locale_id=bank.locale_id,
        live=False,
    )
    page.themes = list(Theme.objects.one_each().filter(slug__in=told["themes"]))
    page.target_groups = list(TargetGroup.objects.one_each().filter(slug__in=told["target_groups"]))
    links = [MaterialLink(title=link[:200], url=link, locale_id=bank.locale_id) for link in told["links"]]
    page.links.set(links)
    return page


def _told(proposal: Proposal) -> dict[str, Any]:
    """What the form held, as Python has it; a choice that is no longer offered is left out."""
    form = ProposalForm(proposal.answers, language=proposal.language)
    form.is_valid()
    empty: dict[str, Any] = {"themes": [], "target_groups": [], "languages": [], "links": [], "year": None}
    told = {name: form.cleaned_data.get(name, empty.get(name, "")) for name in form.fields}
    return told | {"title": told["title"] or str(proposal)}


def _body(told: dict[str, Any]) -> list[dict[str, Any]]:
    """The blocks of the page's body."""
    blocks: list[dict[str, Any]] = [{"type": "text", "value": linebreaks(told["body"], autoescape=True)}]
    if told["audience"]:
        blocks.insert(0, {"type": "text", "value": linebreaks(told["audience"], autoescape=True)})
        blocks.insert(0, {"type": "heading", "value": _("For whom")})
    return blocks


def _file(page: MaterialPage, file: ProposalFile) -> MaterialFile:
    with file.file.open("rb") as stored:
        content = ContentFile(stored.read(), file.name)
    document = get_document_model()(
        title=file.title,
        file=content,
        collection=_collection(),
        uploaded_by_user=page.owner,
        credit=page.authors,
        licence=page.licence,
    )
    document._set_document_file_metadata()
    document.save()
    ProposalFile.objects.filter(pk=file.pk).update(document=document)
    return MaterialFile(document=document, locale_id=page.locale_id)


def _collection() -> Collection:
    """The collection of what is not out yet, seen by those groups that may work on proposals."""
    found = Collection.objects.filter(name=COLLECTION, depth=2).first()
    if found:
        return found
    root = Collection.get_first_root_node()
    collection: Collection = root.add_child(name=COLLECTION)
    restriction = CollectionViewRestriction.objects.create(
        collection=collection, restriction_type=CollectionViewRestriction.GROUPS
    )
    is_theirs = Q(permissions__content_type__app_label="materials", permissions__codename="change_proposal")
    restriction.groups.set(Group.objects.filter(is_theirs))
    return collection


def page_published(sender: Any, instance: Any, **_kwargs: Any) -> None:
    """The page of a proposal is out: so are its files, and the proposer is thanked."""
    for proposal in Proposal.objects.filter(page=instance.pk).select_related("proposer"):
        if not proposal.can_become(ProposalState.PUBLISHED):
            continue
        documents = get_document_model().objects.filter(
            pk__in=proposal.files.values("document"), collection__name=COLLECTION
        )
        documents.update(collection=Collection.get_first_root_node())
        move(proposal, ProposalState.PUBLISHED, None, by_editor=True)
