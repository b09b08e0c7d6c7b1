"""What an editor of materials is given and told: a beginning, errors with a remedy, the report of reviews."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.timezone import localdate

from pages.materials.models import MaterialFile, MaterialPage, TargetGroup
from tests.factories.core import DocumentFactory, translate
from tests.factories.materials import MaterialPageFactory
from tests.integrations.liboppi.admin_catalogue import signed_in

pytestmark = pytest.mark.django_db
REPORT = "materials_to_review"


def form_of(page, **values):
    """The form as the editor sends it, without what its panels with children hold."""
    form_class = MaterialPage.get_edit_handler().get_form_class()
    empty = {
        f"{name}-{what}_FORMS": 0 for name in ("files", "links", "comments") for what in ("TOTAL", "INITIAL")
    }
    data = {
        "title": page.title,
        "slug": page.slug,
        "body-count": 0,
        "material_languages": ["fi"],
        **empty,
        **values,
    }
    return form_class(instance=page, data=data)


@pytest.fixture
def overdue(bank):
    return MaterialPageFactory.create(
        parent=bank, title="Vanhentunut", review_by=localdate() - timedelta(days=1)
    )


def test_a_new_material_begins_with_what_is_usual(bank):
    page = MaterialPage(locale=bank.locale)
    initial = MaterialPage.get_edit_handler().get_form_class()(instance=page).initial
    assert (initial["material_languages"], initial["year"], initial["licence"]) == (
        ["fi"], localdate().year, "cc-by-4.0",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"licence": "other"}, "licence_name"),
        ({"taken_down": "2026-03-05"}, "taken_down_reason"),
        ({"reviewed": "2999-01-01"}, "reviewed"),
        ({"reviewed": "2026-03-05", "review_by": "2026-03-05"}, "review_by"),
        ({"based_on": "itself"}, "based_on"),
    ],
)
def test_what_does_not_go_together_is_refused_at_its_field(bank, values, field):
    page = MaterialPageFactory.create(parent=bank)
    values = {name: page.pk if value == "itself" else value for name, value in values.items()}
    form = form_of(page, **values)
    assert not form.is_valid()
    assert set(form.errors) == {field}


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"age_from": 12, "age_to": 7}, "age_to"),
        ({"age_from": 121}, "age_from"),
        ({"yso": "https://example.fi/p1"}, "yso"),
        ({"yso": "http://www.yso.fi/onto/yso/x1"}, "yso"),
    ],
)
def test_a_target_group_has_sensible_ages_and_an_address_in_yso(homes, values, field):
    group = TargetGroup(name="Koululaiset", slug="koululaiset", locale=homes.fi.locale, **values)
    with pytest.raises(ValidationError) as refused:
        group.full_clean()
    assert set(refused.value.message_dict) == {field}


@pytest.mark.parametrize(
    ("ages", "words"),
    [((7, 12), "7–12 v"), ((65, None), "65 vuodesta"), ((None, 3), "enintään 3 v"), ((None, None), "")],
)
def test_ages_are_told_in_words(ages, words):
    assert TargetGroup(age_from=ages[0], age_to=ages[1]).ages == words


def test_the_editor_shows_what_was_found_out_about_files(bank):
    page = MaterialPageFactory.create(parent=bank, files=[MaterialFile(document=DocumentFactory.create())])
    admin = signed_in("superuser")
    shown = admin.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    assert shown.status_code == 200
    assert "Not all kinds of files can be checked." in shown.content.decode()
    document = admin.get(reverse("wagtaildocs:edit", args=[page.files.get().document_id]))
    assert "Not all kinds of files can be checked." in document.content.decode()


def test_a_material_was_reviewed_today_with_one_click(client, overdue, swedish):
    version = translate(overdue, swedish, title="Föråldrat", slug="foraldrat")
    overdue.title = "Luonnos"
    overdue.save_revision()
    admin = signed_in("superuser")
    for address in (reverse(REPORT), reverse("wagtailadmin_home")):
        assert "Vanhentunut" in admin.get(address).content.decode()
    admin.post(reverse("material_reviewed_today", args=[overdue.pk]))
    for told in (True, False):  # at first by the message that it was reviewed
        assert ("Vanhentunut" in admin.get(reverse(REPORT)).content.decode()) == told
    page = MaterialPage.objects.get(pk=overdue.pk)
    assert (page.title, page.reviewed) == ("Vanhentunut", localdate())
    assert page.review_by
    assert page.review_by > localdate() + timedelta(days=364)
    draft = page.get_latest_revision_as_object()
    assert (draft.title, draft.reviewed) == ("Luonnos", localdate())
    assert MaterialPage.objects.get(pk=version.pk).reviewed == localdate()
    assert client.get(page.url).context["material"].reviewed == localdate()


@pytest.mark.parametrize(
    ("role", "reads", "clicks"),
    [
        ("stranger", 302, 302),
        ("library staff", 302, 302),
        ("group chair", 302, 302),
        ("superuser", 200, 302),
    ],
)
def test_reviews_are_the_affair_of_those_who_publish(overdue, role, reads, clicks):
    reader = signed_in(role)
    assert reader.get(reverse(REPORT)).status_code == reads
    assert reader.post(reverse("material_reviewed_today", args=[overdue.pk])).status_code == clicks
    was_reviewed = MaterialPage.objects.get(pk=overdue.pk).reviewed is not None
    assert was_reviewed == (role == "superuser")


def test_the_keeper_is_not_told_to_readers(client, overdue, django_user_model):
    overdue.keeper = django_user_model.objects.create_user("keeper-of-materials", first_name="Kaino")
    overdue.save_revision().publish()
    for address in (overdue.url, f"/api/v1/materials/{overdue.pk}/"):
        assert "aino" not in client.get(address).content.decode()
