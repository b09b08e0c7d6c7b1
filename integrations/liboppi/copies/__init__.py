"""Copies of Liboppi's pictures in Wagtail's picture library: fetched once, shared, removed when unused."""

from .fetching import PictureBudget, PicturesFetched, fetch_pictures

__all__ = ["PictureBudget", "PicturesFetched", "fetch_pictures"]
