"""Workgroups for other programs: a list, and each with its purpose, members and news."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from integrations.liboppi.alphabet import alphabetical
from pages.core.api import (
    PageFields,
    PageNumber,
    PageQuery,
    body_html,
    page_detail,
    page_fields,
    page_list,
    published,
    rich_text_html,
)

from .models import WorkgroupNewsPage, WorkgroupPage

router = Router(tags=["workgroups"])


class ContactFields(Schema):
    """Whom to contact: a role and its address."""

    text: str = Field(description='A role, "" where none is given.')
    email: str = Field(description='An e-mail address, "" where none is given.')


class MemberFields(Schema):
    """A seat in a group."""

    role: str
    organisation: str = Field(description='The body the member speaks for, "" where none is given.')


class NewsFields(PageFields):
    """A piece of news; its text stands at `url`."""

    date: date


class WorkgroupItem(PageFields):
    """A workgroup as it stands in a list."""

    contact: ContactFields


class WorkgroupDetail(WorkgroupItem):
    """A workgroup with all that it tells."""

    purpose: str = Field(description="HTML.")
    how_to_join: str = Field(description="HTML.")
    members: list[MemberFields]
    body: str = Field(description="HTML.")
    news: list[NewsFields] = Field(description="The latest 20 at most, the newest first.")


class WorkgroupList(Schema):
    """Some of the workgroups that fit; `count` counts all of them."""

    count: int
    items: list[WorkgroupItem]


@router.get("/workgroups/", response=WorkgroupList, summary="Workgroups")
def list_workgroups(request: HttpRequest, query: Query[PageQuery]) -> Any:
    """The workgroups by title or, with `search`, the best match first."""
    groups = published(WorkgroupPage.objects.order_by(alphabetical("title"), "pk"), query)
    return page_list(groups, query, lambda group: WorkgroupItem(**_item(group, request)))


@router.get("/workgroups/{id}/", response=WorkgroupDetail, summary="A workgroup")
def get_workgroup(request: HttpRequest, id: PageNumber) -> Any:  # noqa: A002
    """One workgroup with its members and latest news, in the language of the locale it belongs to."""
    return page_detail(WorkgroupPage.objects.all(), id, lambda group: _detail(group, request))


def _item(group: WorkgroupPage, request: HttpRequest) -> dict[str, Any]:
    contact = ContactFields(text=group.contact_text, email=group.contact_email)
    return {**page_fields(group, request), "contact": contact}


def _detail(group: WorkgroupPage, request: HttpRequest) -> WorkgroupDetail:
    news = group.news().visible_to(None).for_cards()[: group.news_per_page]
    return WorkgroupDetail(
        **_item(group, request),
        purpose=rich_text_html(group.purpose, request),
        how_to_join=rich_text_html(group.how_to_join, request),
        members=[
            MemberFields(role=member.role, organisation=member.organisation) for member in group.members.all()
        ],
        body=body_html(group.body, request),
        news=[_news(page, request) for page in news],
    )


def _news(page: WorkgroupNewsPage, request: HttpRequest) -> NewsFields:
    return NewsFields(**page_fields(page, request), date=page.date)
