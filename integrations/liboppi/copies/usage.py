"""Tells Wagtail where pictures are used: the picture library then leads to the courses that show one."""

from wagtail.admin.admin_url_finder import AdminURLFinder, ModelAdminURLFinder
from wagtail.models import ReferenceIndex

from ..models import Course, CoursePicture


class CoursePictureURLFinder(ModelAdminURLFinder):
    """Leads from a picture of a course to the course, for those who may edit it."""

    def construct_edit_url(self, instance: CoursePicture) -> str | None:
        """The address of the course's page in the admin, None for others."""
        url: str | None = AdminURLFinder(self.user).get_edit_url(instance.course)
        return url


def index_references() -> None:
    """Have Wagtail's reference index follow the courses' own pictures and those of Liboppi."""
    for model in (Course, CoursePicture):
        ReferenceIndex.register_model(model)
