"""The search box, the precise form and their results. What is sought stands in no address."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render

from bluelamp.access.enums import Permission, Touches
from bluelamp.access.policies import Officer, route
from bluelamp.audit.services import Subject, nobody_was_shown, record_reading
from bluelamp.core.time import day_of, now

from ..forms import PreciseSearchForm, SearchForm
from ..models import Search
from ..presenters import (
    count_words,
    filter_groups,
    hits,
    narrowing_words,
    place_hits,
    record_hits,
    removable,
    thing_hits,
    understood_words,
)
from ..rules.filters import GROUPS, Chosen
from ..selectors import (
    Found,
    ResultPage,
    found_for,
    last_events_of,
    own_search,
    people_of,
    result_page,
    sight_of,
    sought_by,
)
from ..services import keep_precise_search, keep_search


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
def precise(request: HttpRequest) -> HttpResponse:
    """Ask in parts whom to look for; a search made before can be taken up again."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    kinds = sight_of(officer).events
    if request.method == "POST":
        form = PreciseSearchForm(request.POST, kinds=kinds)
        if form.is_valid():
            kept = keep_precise_search(parts=form.parts(), by=officer, at=now())
            return redirect("search:results", kept.pk)
    else:
        before = _own(request.GET.get("from", ""), officer)
        form = PreciseSearchForm(initial=before.parts if before else None, kinds=kinds)
    nobody_was_shown()
    return render(request, "search/precise.html", {"form": form})


@route(Permission.SEARCH_INDEX, Touches.READS)
def results(request: HttpRequest, search_id: UUID) -> HttpResponse:
    """Show what a search finds now, the best first; everybody shown is in the audit line."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    search = own_search(search_id, officer)
    if search is None:
        raise Http404
    today = day_of(now())
    everything = found_for(sought_by(search, today), officer, today)
    chosen = chosen_in(request.GET)
    found = everything.narrowed(chosen, today)
    show = request.GET.get("show", "")
    page = result_page(found, show=show, number=request.GET.get("page"))
    subject = Subject(kind="search", ids=page.keys, reference=str(search.pk))
    record_reading(by=officer, of=subject, action="search")
    context = {"search": search, "form": SearchForm(initial={"q": search.text}), "show": show}
    context |= {"removable": removable(chosen, request.GET)}
    context |= _choices(everything, chosen) | _in_words(found, everything, page, officer)
    return render(request, "search/results.html", context)


def chosen_in(query: QueryDict) -> Chosen:
    """Return the choices that an address holds."""
    return Chosen(**{group: frozenset(query.getlist(group)) for group in GROUPS})


def _own(key: str, officer: Officer) -> Search | None:
    try:
        return own_search(UUID(key), officer)
    except ValueError:
        return None


def _choices(everything: Found, chosen: Chosen) -> dict[str, Any]:
    today = day_of(now())
    return {
        "filters": filter_groups(everything, chosen, today),
        "understood": understood_words(everything.sought),
        "narrowing": narrowing_words(everything),
        "everything": count_words(everything),
    }


def _in_words(found: Found, whole: Found, page: ResultPage, officer: Officer) -> dict[str, Any]:
    shown = list(page.people)
    people = people_of(shown, described=whole.sought.describes)
    last = last_events_of([each.person_id for each in shown], sight_of(officer))
    return {
        "page": page,
        "hits": hits(shown, whole, people, last, day_of(now())),
        "events": record_hits(page.events, whole.sought, officer),
        "things": thing_hits(page.things),
        "places": place_hits(page.places, whole.sought),
        "count": count_words(found),
    }
