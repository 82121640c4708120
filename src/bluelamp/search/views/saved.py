"""Saved searches: the list, what is new, and saving, changing, pausing and deleting them."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from bluelamp.access.enums import Permission, Touches
from bluelamp.access.policies import Officer, route
from bluelamp.audit.services import nobody_was_shown, reading_subjects, record_reading
from bluelamp.core.errors import NotPossible
from bluelamp.core.forms import show_refusal
from bluelamp.core.time import day_of, now

from ..forms import SaveSearchForm
from ..models import SavedSearch
from ..presenters import (
    hits,
    place_hits,
    record_hits,
    saved_row,
    thing_hits,
    understood_words,
)
from ..rules.saving import usual_review
from ..selectors import (
    News,
    last_events_of,
    news_of,
    own_saved_search,
    own_search,
    people_of,
    saved_searches_of,
    sight_of,
    sought_by,
)
from ..services import (
    change_saved_search,
    delete_saved_search,
    mark_matches_seen,
    pause_saved_search,
    resume_saved_search,
    save_search,
    subject_of,
)

PERMISSION = Permission.SEARCH_INDEX


@route(PERMISSION, Touches.READS)
def saved_list(request: HttpRequest) -> HttpResponse:
    """Show an officer's own saved searches."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    saved = list(saved_searches_of(officer))
    if saved:
        of = reading_subjects("saved_search", (each.pk for each in saved))
        record_reading(by=officer, of=of, action="view_saved_searches")
    else:
        nobody_was_shown()
    rows = [saved_row(each, day_of(now())) for each in saved]
    return render(request, "search/saved_list.html", {"rows": rows})


@route(PERMISSION, Touches.CHANGES)
def save(request: HttpRequest, search_id: UUID) -> HttpResponse:
    """Save a search of one's own under a name."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    search = own_search(search_id, officer)
    if search is None:
        raise Http404
    today = day_of(now())
    form = SaveSearchForm(request.POST or None, initial={"review_on": usual_review(today)})
    if form.is_valid():
        try:
            save_search(search_id=search_id, **form.cleaned_data, by=officer, at=now())
        except NotPossible as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, "The search is saved. New matches come into your queue.")
            return redirect("search:saved_list")
    context = {"form": form, "search": search, "words": understood_words(sought_by(search, today))}
    return render(request, "search/save.html", context)


@route(PERMISSION, Touches.READS)
def saved(request: HttpRequest, saved_id: UUID) -> HttpResponse:
    """Show what a saved search has found that its owner has not seen."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    news = news_of(_own(saved_id, officer), officer, day_of(now()))
    record_reading(by=officer, of=subject_of(news.saved, news.keys), action="view_saved_search")
    return render(request, "search/saved.html", _news_in_words(news, officer))


@route(PERMISSION, Touches.CHANGES)
@require_POST
def seen(request: HttpRequest, saved_id: UUID) -> HttpResponse:
    """Take the matches that were shown out of the queue."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    keys = [UUID(key) for key in request.POST.getlist("found") if _is_key(key)]
    mark_matches_seen(saved_id=_own(saved_id, officer).pk, keys=keys, by=officer, at=now())
    return redirect("search:saved_list")


@route(PERMISSION, Touches.CHANGES)
def change(request: HttpRequest, saved_id: UUID) -> HttpResponse:
    """Rename a saved search, or let it run longer."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    kept = _own(saved_id, officer)
    initial = {"name": kept.name, "review_on": kept.review_on}
    form = SaveSearchForm(request.POST or None, initial=initial)
    if form.is_valid():
        try:
            change_saved_search(saved_id=kept.pk, **form.cleaned_data, by=officer, at=now())
        except NotPossible as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, "The saved search is changed.")
            return redirect("search:saved_list")
    return render(request, "search/change_saved.html", {"form": form, "saved": kept})


@route(PERMISSION, Touches.CHANGES)
@require_POST
def pause(request: HttpRequest, saved_id: UUID) -> HttpResponse:
    """Let a saved search rest, or run again."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    kept = _own(saved_id, officer)
    do = resume_saved_search if "resume" in request.POST else pause_saved_search
    do(saved_id=kept.pk, by=officer, at=now())
    return redirect("search:saved_list")


@route(PERMISSION, Touches.CHANGES)
def delete(request: HttpRequest, saved_id: UUID) -> HttpResponse:
    """Ask whether to delete a saved search, and delete it."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    kept = _own(saved_id, officer)
    if request.method != "POST":
        return render(request, "search/delete_saved.html", {"saved": kept})
    delete_saved_search(saved_id=kept.pk, by=officer, at=now())
    messages.success(request, "The saved search is deleted.")
    return redirect("search:saved_list")


def _own(saved_id: UUID, officer: Officer) -> SavedSearch:
    kept = own_saved_search(saved_id, officer)
    if kept is None:
        raise Http404
    return kept


def _is_key(text: str) -> bool:
    try:
        return bool(UUID(text))
    except ValueError:
        return False


def _news_in_words(news: News, officer: Officer) -> dict[str, object]:
    shown, today = list(news.found.people), day_of(now())
    people = people_of(shown, described=news.found.sought.describes)
    last = last_events_of([each.person_id for each in shown], sight_of(officer))
    return {
        "saved": news.saved,
        "keys": sorted(news.keys),
        "is_too_wide": news.is_too_wide,
        "words": understood_words(news.found.sought),
        "hits": hits(shown, news.found, people, last, today),
        "events": record_hits(news.found.events, news.found.sought, officer),
        "things": thing_hits(news.found.things),
        "places": place_hits(news.found.places, news.found.sought),
    }
