"""Keeps the records of harvesters in step: a record's date is moved when what harvesters get has changed.

What they would get is made and compared by its SHA-256, so nothing depends on who changed what, or how.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256

from django.db import transaction
from django.utils import timezone

from integrations.liboppi.batches import batches
from pages.core.described import Described
from pages.core.findable import Kind

from .dates import whole_second
from .formats.registry import FORMATS
from .models import HarvestRecord
from .repository import Repository, repository
from .sets import sets_of
from .things import KEYS, READERS
from .xml import as_bytes

COLUMNS = ("datestamp", "is_deleted", "sets", "fingerprint")


def refresh_all() -> Counter[str]:
    """Look at all that is and was; how many were "new", "changed", "gone" and "unchanged"."""
    counts: Counter[str] = Counter()
    for kind, keys_of in KEYS.items():
        known = HarvestRecord.objects.filter(kind=kind, is_deleted=False).values_list("key", flat=True)
        counts += refresh(kind, {*keys_of(), *known})
    return counts


def refresh(kind: Kind, keys: Iterable[str]) -> Counter[str]:
    """Look at the things with these keys; counts as `refresh_all`."""
    counts: Counter[str] = Counter()
    site = repository()
    for batch in batches(sorted(set(keys))):
        counts += _refresh_batch(kind, batch, site)
    return counts


def _refresh_batch(kind: Kind, keys: Sequence[str], site: Repository) -> Counter[str]:
    with transaction.atomic():
        records = {record.key: record for record in HarvestRecord.objects.of(kind, keys).select_for_update()}
        found = READERS[kind](keys, site)
        new = [
            _renewed(HarvestRecord(kind=kind, key=key), found, site) for key in found if key not in records
        ]
        changed = [record for record in records.values() if _has_changed(record, found, site)]
        moment = whole_second(timezone.now())
        for record in (*new, *changed):
            record.datestamp = moment
        HarvestRecord.objects.bulk_create(new, ignore_conflicts=True)
        HarvestRecord.objects.bulk_update(changed, COLUMNS, batch_size=100)
    gone = sum(record.is_deleted for record in changed)
    unchanged = len(found) - len(new) - len(changed) + gone
    return Counter(new=len(new), changed=len(changed) - gone, gone=gone, unchanged=unchanged)


def _has_changed(record: HarvestRecord, found: Mapping[str, Described], site: Repository) -> bool:
    """Whether harvesters are to hear of it; the record has its new values then, but for its date."""
    before = (record.is_deleted, record.fingerprint)
    renewed = _renewed(record, found, site)
    return before != (renewed.is_deleted, renewed.fingerprint)


def _renewed(record: HarvestRecord, found: Mapping[str, Described], site: Repository) -> HarvestRecord:
    """The record with what is known now. That of a thing that has gone keeps its sets."""
    thing = found.get(record.key)
    record.is_deleted = thing is None
    record.fingerprint = fingerprint(thing, record, site) if thing else ""
    record.sets = sets_of(thing) if thing else record.sets
    return record


def fingerprint(thing: Described, record: HarvestRecord, site: Repository) -> str:
    """SHA-256, in hex, of all that harvesters get of the thing, in every format."""
    identifier = site.identifier(record.kind, record.key)
    told = sha256(",".join(sets_of(thing)).encode())
    for one in FORMATS.values():
        told.update(as_bytes(one.build(thing, identifier)))
    return told.hexdigest()
