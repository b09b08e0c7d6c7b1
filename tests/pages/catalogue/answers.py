"""Reads what the catalogue answers."""

import re
from typing import Any

from pages.ui.cards import Card


def cards_of(answer: Any) -> list[Card]:
    return [card for group in answer.context["groups"] for card in group.cards]


def text_of(answer: Any) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())
