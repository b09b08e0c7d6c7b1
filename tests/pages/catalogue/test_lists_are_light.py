"""Lists know the public texts alone, so they are compressed for all; a course's page may hold its key."""

import gzip

import pytest

from tests.pages.catalogue.answers import index_courses

pytestmark = pytest.mark.django_db
UNPACKS = {"Accept-Encoding": "gzip"}


@pytest.mark.parametrize("role", ["library staff", "specialist"])
def test_the_list_is_compressed_for_the_signed_in_and_no_course(addresses, bare_course, sign_in, role):
    index_courses()
    reader, _user = sign_in(role)
    listed = reader.get(addresses["fi"], headers=UNPACKS)
    assert f'href="{addresses["fi"]}5/"' in gzip.decompress(listed.content).decode()
    assert "Accept-Encoding" in listed.headers["Vary"]
    course = reader.get(f"{addresses['fi']}5/", headers=UNPACKS)
    assert course.status_code == 200
    assert "Content-Encoding" not in course.headers
