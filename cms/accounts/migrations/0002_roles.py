"""Gives Wagtail's two starting groups the names of our roles, with the workflow and rights that they have."""

from django.db import migrations

NAMES = {"Moderators": "Asiantuntijat – Sakkunniga", "Editors": "Ryhmien vetäjät – Gruppledare"}


def rename(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    for old, new in NAMES.items():
        Group.objects.filter(name=old).update(name=new)


def rename_back(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    for old, new in NAMES.items():
        Group.objects.filter(name=new).update(name=old)


def take_chairs_rights_over_all_pages(apps, schema_editor):
    """A group chair writes the pages of the group, not every page: those rights are given in the page tree."""
    GroupPagePermission = apps.get_model("wagtailcore", "GroupPagePermission")
    GroupPagePermission.objects.filter(group__name=NAMES["Editors"], page__depth=1).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
        ("wagtailimages", "0027_image_description"),
        ("wagtaildocs", "0014_alter_document_file_size"),
    ]
    operations = [
        migrations.RunPython(rename, rename_back),
        migrations.RunPython(take_chairs_rights_over_all_pages, migrations.RunPython.noop),
    ]
