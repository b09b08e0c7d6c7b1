"""Looks again at all that harvesters get: dates what has changed anew and marks what has gone."""

from typing import Any

from django.core.management.base import BaseCommand

from pages.catalogue.harvest.refresh import refresh_all


class Command(BaseCommand):
    """`manage.py refresh_harvest`."""

    help = "Bring the records for OAI-PMH harvesters up to date with materials and courses. Loses no record."

    def handle(self, *args: Any, **options: Any) -> None:
        counts = refresh_all()
        self.stdout.write(
            ", ".join(f"{counts[name]} {name}" for name in ("new", "changed", "gone", "unchanged"))
        )
