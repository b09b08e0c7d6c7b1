from django.db import migrations

from pages.search.first_synonyms import add_first_synonyms


def add(apps, _schema_editor):
    add_first_synonyms(apps.get_model("search", "Synonym"))


class Migration(migrations.Migration):
    dependencies = [("search", "0001_search_index")]

    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
