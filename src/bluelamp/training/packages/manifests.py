"""Reading the XML of a package: no document types, entities or look-ups elsewhere."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from .archives import MEBIBYTE, Archive
from .contents import BadPackage

LARGEST = 8 * MEBIBYTE
XML = "{http://www.w3.org/XML/1998/namespace}"


def read_xml(archive: Archive, name: str) -> Element:
    """Return the root of a manifest. Raises BadPackage for what is no plain XML."""
    data = archive.read(name)
    if len(data) > LARGEST:
        raise BadPackage([f"{name} is larger than {LARGEST // MEBIBYTE} MB."])
    try:
        root: Element = fromstring(data, forbid_dtd=True)
    except DefusedXmlException as error:
        raise BadPackage(
            [f"{name} declares a document type or entities, which are not read."]
        ) from error
    except (ParseError, ValueError, LookupError) as error:
        raise BadPackage([f"{name} is no XML: {error}."]) from error
    return root


def plain(tag: str) -> str:
    """Return a name without its namespace."""
    return tag.rpartition("}")[2]


def children(node: Element, name: str) -> list[Element]:
    """Return the children with this name, whatever the namespace."""
    return [child for child in node if plain(child.tag) == name]


def child(node: Element | None, name: str) -> Element | None:
    """Return the first child with this name."""
    found = children(node, name) if node is not None else []
    return found[0] if found else None


def text_of(node: Element | None, name: str) -> str:
    """Return the words of a child, or nothing."""
    found = child(node, name)
    return " ".join((found.text or "").split()) if found is not None else ""


def attribute(node: Element, name: str) -> str:
    """Return an attribute, whatever its namespace and whether its letters are large or small."""
    for key, value in node.attrib.items():
        if plain(key).lower() == name.lower():
            return value.strip()
    return ""


def place_of(address: str, *within: str) -> tuple[str, str]:
    """Return the file in the package that an address names, and the query it carries.

    The file is empty where the address names a place elsewhere.
    """
    parts = urlsplit("".join([*within, address]))
    if parts.scheme or parts.netloc or address.startswith("//"):
        return "", ""
    return unquote(parts.path).removeprefix("./"), parts.query
