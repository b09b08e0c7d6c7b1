"""Who may read and write which translation: whoever may edit both the original and the version.

Reading through a translation is reading the original, drafts too, so the right to edit it is asked for.
"""

from typing import Any

from django.contrib.auth.models import AbstractUser, AnonymousUser
from wagtail.models import Locale, Page
from wagtail.permissions import policy_registry

SUBMIT = "wagtail_localize.submit_translation"

User = AbstractUser | AnonymousUser


def may_edit(user: User, instance: Any) -> bool:
    """Whether `user` may edit the page or snippet, locks aside."""
    if isinstance(instance, Page):
        return bool(instance.permissions_for_user(user).can_edit())
    return bool(policy_registry.get(instance).user_has_permission(user, "change"))


def may_change_now(user: User, instance: Any) -> bool:
    """Whether `user` may edit it and nobody has locked it for them."""
    if isinstance(instance, Page) and instance.permissions_for_user(user).page_locked():
        return False
    return may_edit(user, instance)


def may_publish(user: User, instance: Any) -> bool:
    """Whether `user` may put it before readers; what has no drafts is published by being edited."""
    if isinstance(instance, Page):
        return bool(instance.permissions_for_user(user).can_publish())
    return may_edit(user, instance)


def may_translate(user: User, original: Any, locale: Locale) -> bool:
    """Whether `user` may begin or renew the version of `original` in `locale`.

    An alias is no original. Where there is no version yet, the place it would get counts.
    """
    if getattr(original, "alias_of_id", None) or not may_edit(user, original):
        return False
    version = original.get_translation_or_none(locale)
    if version is not None:
        return may_change_now(user, version)
    if isinstance(original, Page):
        return _may_add_version(user, original, locale)
    return bool(policy_registry.get(original).user_has_permission(user, "add"))


def may_translate_somewhere(user: User, original: Any) -> bool:
    """Whether there is a language into which `user` may translate `original`."""
    others = Locale.objects.exclude(pk=original.locale_id)
    return any(may_translate(user, original, locale) for locale in others)


def _may_add_version(user: User, original: Page, locale: Locale) -> bool:
    """Under the nearest ancestor's version; those between are made with it."""
    for ancestor in original.get_ancestors().filter(depth__gt=1).order_by("-depth"):
        version = ancestor.get_translation_or_none(locale)
        if version is not None:
            return bool(version.specific.permissions_for_user(user).can_add_subpage())
    return bool(user.is_superuser)
