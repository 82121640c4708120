"""Reading `cmi5.xml`, the course structure of cmi5 (TRN-10.3, TRN-10.4)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

from bluelamp.training.packages.kinds import PackageKind
from bluelamp.training.rules.outcomes import MOVE_ON

from .archives import Archive
from .contents import BadPackage, PackageFound, UnitFound, refuse_if
from .manifests import attribute, child, children, place_of, plain, read_xml, text_of

MANIFEST = "cmi5.xml"
WINDOWS = {"AnyWindow": False, "OwnWindow": True}
LANGUAGES = ("en-gb", "en", "en-us")


def read_cmi5(archive: Archive) -> PackageFound:
    """Return what the course structure tells. Raises BadPackage with every fault found."""
    root = read_xml(archive, MANIFEST)
    course = child(root, "course")
    if plain(root.tag) != "courseStructure" or course is None:
        raise BadPackage([f"{MANIFEST} describes no course."], rule="TRN-10.3")
    faults: list[str] = []
    units = [unit for au in _assignable(root) if (unit := _unit_of(au, archive, faults))]
    if not units and not faults:
        faults.append("The course has no assignable unit.")
    keys = [unit.key for unit in units]
    doubled = sorted({key for key in keys if keys.count(key) > 1})
    faults.extend(f"The assignable unit “{key}” is there twice." for key in doubled)
    identifier = attribute(course, "id")
    if not _is_iri(identifier):
        faults.append(f"The id of the course, “{identifier}”, is no IRI.")
    refuse_if(faults, rule="TRN-10.3")
    return PackageFound(PackageKind.CMI5, identifier, _title(course), tuple(units))


def _assignable(node: Element) -> Iterator[Element]:
    for each in node:
        if plain(each.tag) == "au":
            yield each
        elif plain(each.tag) == "block":
            yield from _assignable(each)


def _unit_of(au: Element, archive: Archive, faults: list[str]) -> UnitFound | None:
    key, title, url = attribute(au, "id"), _title(au), text_of(au, "url")
    place, query = place_of(url)
    before = len(faults)
    if not _is_iri(key):
        faults.append(f"The id of “{title}”, “{key}”, is no IRI.")
    if not place:
        faults.append(
            f"“{title}” is launched from elsewhere ({url}); only files of the package are."
        )
    elif place not in archive.names:
        faults.append(f"“{title}” launches “{place}”, which is not in the package.")
    move_on = attribute(au, "moveOn") or "NotApplicable"
    if move_on not in MOVE_ON:
        faults.append(f"moveOn of “{title}” cannot be “{move_on}”.")
    window = attribute(au, "launchMethod") or "AnyWindow"
    if window not in WINDOWS:
        faults.append(f"launchMethod of “{title}” cannot be “{window}”.")
    mastery = _mastery(attribute(au, "masteryScore"), title, faults)
    if len(faults) > before:
        return None
    return UnitFound(
        key=key,
        title=title,
        href=place,
        query=query,
        mastery=mastery,
        launch_data=text_of(au, "launchParameters"),
        move_on=move_on,
        own_window=WINDOWS[window],
        entitlement_key=text_of(au, "entitlementKey"),
    )


def _mastery(said: str, title: str, faults: list[str]) -> Decimal | None:
    if not said:
        return None
    try:
        score = Decimal(said)
    except InvalidOperation:
        score = Decimal(-1)
    if not 0 <= score <= 1:
        faults.append(f"The mastery score of “{title}” is “{said}”; it lies between 0 and 1.")
        return None
    return score


def _title(node: Element) -> str:
    title = child(node, "title")
    said = children(title, "langstring") if title is not None else []
    by_language = {
        attribute(each, "lang").lower(): " ".join((each.text or "").split()) for each in said
    }
    chosen = [by_language[each] for each in LANGUAGES if by_language.get(each)]
    return next(iter([*chosen, *by_language.values()]), "") or attribute(node, "id")


def _is_iri(text: str) -> bool:
    parts = urlsplit(text)
    return bool(parts.scheme) and bool(parts.netloc or parts.path) and " " not in text
