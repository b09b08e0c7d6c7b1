"""Makes the search index anew: entries of all published pages and of all courses of the catalogue."""

from typing import Any

from django.core.management.base import BaseCommand
from wagtail.models import Page

from integrations.liboppi.batches import batches
from pages.search.entries import write_pages
from pages.search.models import Entry
from pages.search.pages import told_pages
from pages.search.renewal import write_all_courses


class Command(BaseCommand):
    """`manage.py index_search`."""

    help = "Make the search index anew from pages and courses. Readers can search meanwhile."

    def handle(self, *args: Any, **options: Any) -> None:
        pages = list(Page.objects.live().order_by("pk").values_list("pk", flat=True))
        for batch in batches(pages):
            write_pages(told_pages(batch), in_background=False)
        write_all_courses(in_background=False)
        Entry.objects.filter(page__live=False).delete()
        self.stdout.write(f"{Entry.objects.count()} entries.")
