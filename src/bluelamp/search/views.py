"""The search box and its results. What is searched for never stands in an address."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from bluelamp.access.enums import Permission, Touches
from bluelamp.access.policies import Officer, route
from bluelamp.audit.services import Subject, nobody_was_shown, record_reading
from bluelamp.core.time import day_of, now
from bluelamp.nominals.panels import event_card

from .forms import SearchForm
from .presenters import count_words, hits, left_words, understood_words
from .selectors import Found, ResultPage, found_for, own_search, people_of, result_page
from .services import keep_search


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
    found = found_for(search.text, officer, day_of(now()))
    everything = "rest" in request.GET
    page = result_page(found, everything=everything, number=request.GET.get("page"))
    subject = Subject(kind="search", ids=page.keys, reference=str(search.pk))
    record_reading(by=officer, of=subject, action="search")
    context = {"form": SearchForm(initial={"q": search.text}), "everything": everything}
    context |= _in_words(found, page, officer)
    return render(request, "search/results.html", context)


def _in_words(found: Found, page: ResultPage, officer: Officer) -> dict[str, Any]:
    shown = list(page.people)
    today = day_of(now())
    return {
        "page": page.people,
        "hits": hits(shown, people_of(shown), found.sought, today),
        "events": [event_card(each, officer) for each in page.events],
        "count": count_words(found),
        "understood": understood_words(found.sought),
        "left": left_words(page),
    }
