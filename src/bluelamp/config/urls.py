"""Where each module answers. Every view declares its permission, or it is not served."""

from __future__ import annotations

from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path

from bluelamp.access.views import home

MODULES = {
    "custody/": "bluelamp.custody.urls",
    "people/pairs/": "bluelamp.resolution.urls",
    "people/": "bluelamp.nominals.urls",
    "property/": "bluelamp.property.urls",
    "cases/": "bluelamp.cases.urls",
    "search/": "bluelamp.search.urls",
    "audit/": "bluelamp.audit.urls",
}

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home, name="home"),
    path("", include("bluelamp.access.urls")),
    path("account/", include("allauth.account.urls")),
    path("account/second-step/", include("allauth.mfa.urls")),
    *(path(prefix, include(urls)) for prefix, urls in MODULES.items() if find_spec(urls)),
]
