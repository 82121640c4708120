"""Reading `imsmanifest.xml` of SCORM 1.2 and SCORM 2004 (TRN-10.1, TRN-10.2)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from xml.etree.ElementTree import Element

from bluelamp.training.packages.kinds import PackageKind

from .archives import Archive
from .contents import BadPackage, PackageFound, UnitFound, refuse_if
from .manifests import XML, attribute, child, children, place_of, plain, read_xml, text_of

MANIFEST = "imsmanifest.xml"
EDITIONS = {
    "1.2": PackageKind.SCORM_12,
    "2004 3rd edition": PackageKind.SCORM_2004,
    "2004 4th edition": PackageKind.SCORM_2004,
}
SEQUENCED = "The package has sequencing rules. They are not followed: every part can be opened."


def read_scorm(archive: Archive) -> PackageFound:
    """Return what the manifest tells. Raises BadPackage with every fault found."""
    root = read_xml(archive, MANIFEST)
    kind, edition = _edition_of(root)
    organization = _organization_of(root)
    resources = {attribute(each, "identifier"): each for each in _resources_of(root)}
    faults: list[str] = []
    units = [
        unit
        for item in _leaves(organization)
        if (unit := _unit_of(item, kind, root, resources, archive, faults))
    ]
    if not units and not faults:
        faults.append("The package has nothing to launch: no item names a resource.")
    doubled = {unit.key for unit in units if [each.key for each in units].count(unit.key) > 1}
    faults.extend(f"The item “{key}” is there twice." for key in sorted(doubled))
    refuse_if(faults, rule="TRN-10.1" if kind is PackageKind.SCORM_12 else "TRN-10.2")
    title = text_of(organization, "title") or units[0].title
    notes = (SEQUENCED,) if _has_rules(organization) and len(units) > 1 else ()
    identifier = attribute(root, "identifier")
    return PackageFound(kind, identifier, title, tuple(units), edition, notes)


def _edition_of(root: Element) -> tuple[PackageKind, str]:
    said = text_of(child(root, "metadata"), "schemaversion")
    kind = EDITIONS.get(said.lower())
    if kind is None:
        known = "1.2, 2004 3rd Edition and 2004 4th Edition"
        words = f"{MANIFEST} says SCORM version “{said}”" if said else f"{MANIFEST} says no version"
        raise BadPackage([f"{words}; {known} can be played."])
    return kind, said


def _organization_of(root: Element) -> Element:
    every = child(root, "organizations")
    found = children(every, "organization") if every is not None else []
    if every is None or not found:
        raise BadPackage([f"{MANIFEST} has no organization, so nothing to launch."])
    default = attribute(every, "default")
    named = [each for each in found if attribute(each, "identifier") == default]
    if default and not named:
        raise BadPackage([f"{MANIFEST} names the organization “{default}”, which is not there."])
    return (named or found)[0]


def _resources_of(root: Element) -> list[Element]:
    found = child(root, "resources")
    return children(found, "resource") if found is not None else []


def _leaves(node: Element) -> Iterator[Element]:
    for item in children(node, "item"):
        if attribute(item, "identifierref"):
            yield item
        yield from _leaves(item)


def _unit_of(
    item: Element,
    kind: PackageKind,
    root: Element,
    resources: dict[str, Element],
    archive: Archive,
    faults: list[str],
) -> UnitFound | None:
    title = text_of(item, "title") or attribute(item, "identifier")
    named = attribute(item, "identifierref")
    resource = resources.get(named)
    if resource is None:
        faults.append(f"“{title}” names the resource “{named}”, which is not in {MANIFEST}.")
        return None
    place, query = _place(root, resource, attribute(item, "parameters"))
    if place not in archive.names:
        faults.append(_missing(title, attribute(resource, "href"), place))
        return None
    return UnitFound(
        key=attribute(item, "identifier"),
        title=title,
        href=place,
        query=query,
        mastery=_mastery(item, kind, title, faults),
        launch_data=text_of(item, "datafromlms") or text_of(item, "dataFromLMS"),
    )


def _place(root: Element, resource: Element, parameters: str) -> tuple[str, str]:
    every = child(root, "resources")
    bases = [node.get(f"{XML}base", "") for node in (root, every, resource) if node is not None]
    place, query = place_of(attribute(resource, "href"), *bases)
    more = parameters.partition("#")[0].lstrip("?&")
    return place, "&".join(each for each in (query, more) if each)


def _missing(title: str, href: str, place: str) -> str:
    if not href:
        return f"The resource of “{title}” names no file to launch."
    if not place:
        return (
            f"“{title}” is launched from elsewhere ({href}); only files of the package are played."
        )
    return f"“{title}” launches “{place}”, which is not in the package."


def _mastery(item: Element, kind: PackageKind, title: str, faults: list[str]) -> Decimal | None:
    """Return the score to reach, between 0 and 1: 1.2 tells it in per cent."""
    of_100 = kind is PackageKind.SCORM_12
    said = text_of(item, "masteryscore") if of_100 else _normalised(item)
    if not said:
        return None
    try:
        score = Decimal(said) / (100 if of_100 else 1)
    except InvalidOperation:
        score = Decimal(-1)
    if not 0 <= score <= 1:
        faults.append(f"The mastery score of “{title}” is “{said}”, which is no score.")
        return None
    return score


def _normalised(item: Element) -> str:
    for node in item.iter():
        if (
            plain(node.tag) == "primaryObjective"
            and attribute(node, "satisfiedByMeasure") == "true"
        ):
            return text_of(node, "minNormalizedMeasure")
    return ""


def _has_rules(organization: Element) -> bool:
    return any(plain(node.tag) == "sequencingRules" for node in organization.iter())
