"""What the settings make of the environment's cache and database."""

import pytest
from django.core.cache import CacheHandler

from cms.settings.base import for_counts, for_renditions, with_options


class TestTheCacheOfRenditions:
    @pytest.fixture
    def caches(self) -> CacheHandler:
        """The site's caches in the memory of this process."""
        memory = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": ""}
        return CacheHandler({"default": memory, "renditions": for_renditions(memory)})

    def test_in_memory_has_room_that_nothing_else_fills(self, caches):
        for number in range(1000):
            caches["renditions"].set(f"picture-{number}", number)
            caches["default"].set(f"other-{number}", number)
        assert sum(caches["renditions"].get(f"picture-{number}") == number for number in range(1000)) == 1000
        assert caches["default"].get("picture-1") is None

    def test_is_the_one_that_processes_share_where_there_is_one(self):
        shared = {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": "redis://host:6379/0"}
        assert for_renditions(shared)["LOCATION"] == shared["LOCATION"]
        assert for_renditions(shared)["KEY_PREFIX"]


class TestTheCountsOfWhatSomebodySends:
    def test_processes_that_share_no_cache_share_files(self, tmp_path):
        memory = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
        one, other = (CacheHandler({"counts": for_counts(memory, tmp_path)})["counts"] for _process in "ab")
        one.add("sender", 0, 60)
        one.incr("sender")
        assert other.incr("sender") == 2

    def test_lie_in_the_cache_that_processes_share_where_there_is_one(self, tmp_path):
        shared = {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": "redis://host:6379/0"}
        assert for_counts(shared, tmp_path)["LOCATION"] == shared["LOCATION"]


def test_postgresql_compiles_no_queries_and_keeps_what_its_address_asks_for():
    database = {"ENGINE": "django.db.backends.postgresql", "OPTIONS": {"sslmode": "require"}}
    assert with_options(database)["OPTIONS"] == {"options": "-c jit=off", "sslmode": "require"}
