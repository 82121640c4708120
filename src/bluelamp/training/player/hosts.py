"""Where packages are served: a host of their own, so that no script of theirs shares our origin."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest

from bluelamp.core.errors import NotPossible


def is_packages_host(request: HttpRequest) -> bool:
    """Tell whether a request came to the packages' host."""
    own = _name(settings.BLUELAMP_PACKAGES_HOST)
    return bool(own) and _name(request.get_host()) == own


def packages_origin(request: HttpRequest) -> str:
    """Return the origin of packages, for a page of the application.

    Raises NotPossible where no host was set: a package is never served beside the application.
    """
    own = settings.BLUELAMP_PACKAGES_HOST
    if not own:
        raise NotPossible(
            "No host for digital packages is set up (BLUELAMP_PACKAGES_HOST), so none is played.",
            rule="TRN-10",
        )
    port = urlsplit(f"//{request.get_host()}").port
    own = f"{own}:{port}" if port and not urlsplit(f"//{own}").port else own
    return f"{request.scheme}://{own}"


def own_origin(request: HttpRequest) -> str:
    """Return the origin to which a request came."""
    return f"{request.scheme}://{request.get_host()}"


def _name(host: str) -> str:
    return (urlsplit(f"//{host}").hostname or "").lower()
