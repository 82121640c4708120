"""The pages of property."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from bluelamp.access.enums import Permission, Touches
from bluelamp.access.policies import Officer, route
from bluelamp.audit.enums import Operation
from bluelamp.audit.services import Subject, reading_subjects, record_reading, record_refusal
from bluelamp.core.errors import NotPossible
from bluelamp.core.forms import show_refusal
from bluelamp.core.time import now
from bluelamp.nominals.models import Event

from . import presenters, selectors
from .actions import HANDLING, MOVING, Action, action_named
from .forms import DiscloseStatementForm, FindItemsForm, ItemsForm
from .models import Item
from .services import check_items, disclose_statement, record_items

ON_A_PAGE = 25


@route(Permission.VIEW_PROPERTY, Touches.READS)
def items(request: HttpRequest) -> HttpResponse:
    """Show what the police hold, narrowed to what is looked for."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    at = now()
    form = FindItemsForm(request.GET)
    found = Paginator(selectors.items_found(form.wanted, at), ON_A_PAGE)
    page = found.get_page(request.GET.get("page"))
    rows = [presenters.ItemRow.of(each, at) for each in page]
    shown = reading_subjects("property", (each.pk for each in page))
    record_reading(by=officer, of=shown, action="list_property")
    return render(request, "property/items.html", {"form": form, "page": page, "rows": rows})


@route(Permission.VIEW_PROPERTY, Touches.READS)
def item(request: HttpRequest, item_id: UUID) -> HttpResponse:
    """Show one item: what it is, where it is, how it came there, what can be done."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    found = _read(item_id, officer, "view_item")
    page = {
        "header": presenters.ItemHeader.of(found),
        "facts": presenters.facts_of(found, officer),
        "seal_head": presenters.SEAL_HEAD,
        "seals": presenters.seals_of(found),
        "timeline": presenters.timeline_of(found),
        "buttons": presenters.buttons_of(found, officer),
        "statement_url": reverse("property:statement", args=[item_id]),
    }
    return render(request, "property/item.html", page)


@route(Permission.RECORD_PROPERTY, Touches.CHANGES)
def record(request: HttpRequest, event_id: UUID) -> HttpResponse:
    """Record what a detained person had with them."""
    return _record(request, event_id, evidence=False)


@route(Permission.RECORD_PROPERTY, Touches.CHANGES)
def record_evidence(request: HttpRequest, event_id: UUID) -> HttpResponse:
    """Record what was seized from a detained person as evidence."""
    return _record(request, event_id, evidence=True)


@route(Permission.RECORD_PROPERTY, Touches.CHANGES)
def handle(request: HttpRequest, item_id: UUID, action: str) -> HttpResponse:
    """Do something to an item in one's hands."""
    return _act(request, item_id, action_named(action, HANDLING))


@route(Permission.MOVE_PROPERTY, Touches.CHANGES)
def move(request: HttpRequest, item_id: UUID, action: str) -> HttpResponse:
    """Book an item in or out at a store."""
    return _act(request, item_id, action_named(action, MOVING))


@route(Permission.VIEW_PROPERTY, Touches.DISCLOSES)
def statement(request: HttpRequest, item_id: UUID) -> HttpResponse:
    """Ask who is given the continuity statement, then show it for printing (CON-3)."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    found = _read(item_id, officer, "view_item")
    header = presenters.ItemHeader.of(found)
    form = DiscloseStatementForm(request.POST or None)
    if not form.is_valid():
        return render(request, "property/statement_for.html", {"form": form, "header": header})
    at = now()
    disclose_statement(item_id=item_id, **form.cleaned_data, by=officer, at=at)
    page = {
        "header": header,
        "facts": presenters.facts_of(found, officer),
        "head": presenters.STATEMENT_HEAD,
        "rows": presenters.statement_of(found),
        "recipient": form.cleaned_data["recipient"],
        "at": at,
    }
    return render(request, "property/statement.html", page)


def _read(item_id: UUID, officer: Officer, action: str) -> Item:
    found = selectors.item_for_page(item_id)
    if found is None:
        raise Http404
    subject = Subject("property", (found.pk,), found.event.reference, found.version)
    record_reading(by=officer, of=subject, action=action)
    return found


def _record(request: HttpRequest, event_id: UUID, *, evidence: bool) -> HttpResponse:
    officer: Officer = request.officer  # type: ignore[attr-defined]
    event = selectors.event_taken_in(event_id)
    if event is None or (person := selectors.detained_person(event_id)) is None:
        raise Http404
    form = ItemsForm(request.POST or None, evidence=evidence)
    if request.method == "POST" and _save(form, event, person, officer):
        many = len(form.filled)
        messages.success(request, f"{many} item{'s' if many > 1 else ''} recorded.")
        return redirect(presenters.page_of(event, officer) or "property:items")
    other = "property:record" if evidence else "property:evidence"
    page = {
        "form": form,
        "event": event,
        "evidence": evidence,
        "other_url": reverse(other, args=[event_id]),
        "back": presenters.page_of(event, officer) or reverse("property:items"),
    }
    return render(request, "property/record.html", page)


def _save(form: ItemsForm, event: Event, person: UUID, officer: Officer) -> bool:
    """Record the rows, or none of them: every fault of every row that can be read is shown."""
    sound = form.is_valid()
    witness = form.taking.cleaned_data.get("witness")
    common = {"taken_in": event.pk, "witness": witness, "by": officer}
    readable = form.readable
    for found in check_items(rows=form.details_of(readable), **common):
        form.add_fault(readable[found.row], found.fault.field, found.fault.reason)
    if not sound or form.errors:
        return False
    when, rows = form.taking.cleaned_data["occurred_at"], form.details_of(form.filled)
    try:
        record_items(rows=rows, taken_from=person, occurred_at=when, at=now(), **common)
    except NotPossible as refusal:
        form.show(refusal)
    return not form.errors


def _act(request: HttpRequest, item_id: UUID, action: Action | None) -> HttpResponse:
    officer: Officer = request.officer  # type: ignore[attr-defined]
    if action is None:
        raise Http404
    item = _read(item_id, officer, "handle_item")
    form = action.form(request.POST or None, item=item)
    if form.is_valid():
        try:
            action.perform(item_id, form.cleaned_data, officer, now())
        except NotPossible as refusal:
            show_refusal(form, refusal)
            _log_incident(item, refusal, officer)
        else:
            messages.success(request, action.done)
            return redirect("property:item", item_id)
    return render(request, "property/handle.html", _form_page(action, item, form))


def _form_page(action: Action, item: Item, form: object) -> dict[str, object]:
    title = action.words(item)
    return {"title": title, "header": presenters.ItemHeader.of(item), "form": form}


def _log_incident(item: Item, refusal: NotPossible, officer: Officer) -> None:
    """Keep the attempt on record: a gap or a strange seal is an incident, not an edit (CON-1)."""
    incident = {"given_by": "CONTINUITY_GAP", "seal_seen": "SEAL_MISMATCH"}.get(refusal.field or "")
    if incident:
        subject = Subject("property", (item.pk,), item.event.reference, item.version)
        record_refusal(
            operation=Operation.ALTER,
            by=officer,
            of=subject,
            action="receive_item",
            because=incident,
        )
