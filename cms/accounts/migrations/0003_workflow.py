"""Gives Wagtail's starting workflow, whose name is English in every language, a name in both languages."""

from django.db import migrations

OLD, NEW = "Moderators approval", "Asiantuntijan hyväksyntä – Sakkunnigs godkännande"


def rename(apps, schema_editor):
    for model in ("Workflow", "Task"):
        apps.get_model("wagtailcore", model).objects.filter(name=OLD).update(name=NEW)


def rename_back(apps, schema_editor):
    for model in ("Workflow", "Task"):
        apps.get_model("wagtailcore", model).objects.filter(name=NEW).update(name=OLD)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_roles")]
    operations = [migrations.RunPython(rename, rename_back)]
