"""The StreamField block with which an editor puts a course on a page."""

from .chooser import course_chooser

CourseChooserBlock = course_chooser.get_block_class(
    name="CourseChooserBlock", module_path="integrations.liboppi.blocks"
)
