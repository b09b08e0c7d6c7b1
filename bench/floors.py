"""The least that a sync has to do, done as plainly as it can be: what the syncs are measured against.

Knows the rows that a sync has stored only as rows: they are read beforehand and written again elsewhere.
"""

from pathlib import Path
from typing import Any

import nh3
from django.apps import apps
from django.db import models, transaction

from bench.requests_sent import decoded, load, send_again

BATCH = 500


def download(url: str, requests: Path) -> list[Any]:
    """Send the requests of a sync and decode the answers."""
    return send_again(url, load(requests), decoded)


def first_sync(url: str, requests: Path, rows: dict[type[models.Model], list[dict[str, Any]]]) -> None:
    """Download, decode, clean every summary once with nh3, and insert the rows in one transaction."""
    for answer in download(url, requests):
        for course in answer.get("courses", ()) if isinstance(answer, dict) else ():
            nh3.clean(course["summary"])
    with transaction.atomic():
        for model, values in rows.items():
            model._default_manager.bulk_create([model(**row) for row in values], batch_size=BATCH)


def stored_rows(database: str) -> dict[type[models.Model], list[dict[str, Any]]]:
    """All that the plugin has stored in a database, parents before children; no search index."""
    return {model: list(model._default_manager.using(database).values()) for model in _in_order_of_keys()}


def _in_order_of_keys() -> list[type[models.Model]]:
    waiting = list(apps.get_app_config("liboppi").get_models())
    ordered: list[type[models.Model]] = []
    while waiting:
        ready = [model for model in waiting if not _parents(model) & set(waiting) - {model}]
        ordered += ready
        waiting = [model for model in waiting if model not in ready]
    return ordered


def _parents(model: type[models.Model]) -> set[Any]:
    return {field.related_model for field in model._meta.concrete_fields if field.is_relation}
