from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("search", "0002_first_synonyms")]

    operations = [
        migrations.AddField(
            model_name="entry",
            name="closes",
            field=models.DateTimeField(null=True, verbose_name="closes"),
        )
    ]
