"""Template library ``custody``: what stands so often on a board that an include costs too much."""

from __future__ import annotations

import re
from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from bluelamp.core.templatetags.bluelamp import utc
from bluelamp.custody.presenters.cards import HeldCard
from bluelamp.custody.presenters.instants import Instant

register = template.Library()

# Two hundred people change their words once a minute; several screens ask within it.
CARDS_KEPT = 1_000
INDENT = re.compile(r"\n\s*")


@register.filter
def moment(at: Instant) -> SafeString:
    """Return an instant of a board in its own words, as ``<time>``."""
    return format_html('<time datetime="{}">{}</time>', utc(at.at), at.words)


@register.filter
@lru_cache(maxsize=16)
def shape(name: str) -> SafeString:
    """Return the drawing of how near something is: octagon, triangle, disc or ring."""
    return _closed_up(render_to_string("custody/includes/shape.html", {"shape": name}))


@register.filter
@lru_cache(maxsize=CARDS_KEPT)
def drawn(card: HeldCard) -> SafeString:
    """Return the card of a person; one that says the same was drawn before."""
    return _closed_up(render_to_string("custody/includes/held.html", {"held": card}))


def _closed_up(html: str) -> SafeString:
    """Return markup without its indentation, which is a third of a board."""
    return mark_safe(INDENT.sub("\n", html))  # noqa: S308  drawn by a template that escapes
