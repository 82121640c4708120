"""The search box and its results. What is searched for never stands in an address."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from bluelamp.access.enums import Permission, Touches
from bluelamp.access.policies import Officer, route
from bluelamp.audit.services import Subject, nobody_was_shown, record_reading
from bluelamp.core.time import LONDON, now
from bluelamp.nominals.panels import Finding

from .forms import SearchForm
from .models import Search
from .presenters import count_words, event_cards, hits, understood_words
from .selectors import Found, found_for, own_search, people_of
from .services import keep_search

PAGE_SIZE = 20


@route(Permission.SEARCH_INDEX, Touches.READS)
def start(request: HttpRequest) -> HttpResponse:
    """Ask what to look for; keep it, and go to its results."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    form = SearchForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        kept = keep_search(text=form.cleaned_data["q"], by=officer, at=now())
        return redirect("search:results", kept.pk)
    nobody_was_shown()
    return render(request, "search/start.html", {"form": form})


@route(Permission.SEARCH_INDEX, Touches.READS)
def results(request: HttpRequest, search_id: UUID) -> HttpResponse:
    """Show what a search finds now, the best first; everybody shown is in the audit line."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    search = own_search(search_id, officer)
    if search is None:
        raise Http404
    found = found_for(search.text, officer, now().astimezone(LONDON).date())
    page = _page(request, found)
    _log(search, found, page, officer)
    return render(request, "search/results.html", _context(search, found, page, officer))


def _page(request: HttpRequest, found: Found) -> Page[Finding]:
    every = "rest" in request.GET
    people = found.people if every else found.best
    return Paginator(people, PAGE_SIZE).get_page(request.GET.get("page"))


def _log(search: Search, found: Found, page: Page[Finding], officer: Officer) -> None:
    shown = [each.person_id for each in page]
    for event in found.events:
        shown += [event.event.pk, *(part.person.pk for part in event.people)]
    subject = Subject(kind="search", ids=tuple(dict.fromkeys(shown)), reference=str(search.pk))
    record_reading(by=officer, of=subject, action="search")


def _context(search: Search, found: Found, page: Page[Finding], officer: Officer) -> dict[str, Any]:
    people = people_of(list(page))
    today = now().astimezone(LONDON).date()
    return {
        "form": SearchForm(initial={"q": search.text}),
        "page": page,
        "hits": hits(list(page), people, found.sought, today),
        "events": event_cards(found, officer),
        "count": count_words(found),
        "understood": understood_words(found.sought),
        "rest": found.rest,
        "shows_all": page.paginator.count > len(found.best),
    }
