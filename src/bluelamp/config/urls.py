"""Where each module answers. Every view declares its permission, or it is not served."""

from __future__ import annotations

from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path

from bluelamp.access.views import home

from .api import api_urls, nothing_here
from .api_document import openapi_document

MODULES = {
    "custody/": "bluelamp.custody.urls",
    "people/pairs/": "bluelamp.resolution.urls",
    "people/": "bluelamp.nominals.urls",
    "property/": "bluelamp.property.urls",
    "cases/": "bluelamp.cases.urls",
    "training/digital/": "bluelamp.training.digital_urls",
    "training/evaluation/": "bluelamp.training.evaluation_urls",
    "training/live-access/": "bluelamp.training.live_access_urls",
    "training/planning/": "bluelamp.training.planning_urls",
    "training/readiness/": "bluelamp.training.readiness_urls",
    "training/refreshers/": "bluelamp.training.refresher_urls",
    "training/register/": "bluelamp.training.register_urls",
    "training/": "bluelamp.training.urls",
    "search/": "bluelamp.search.urls",
    "audit/": "bluelamp.audit.urls",
}

handler500 = "bluelamp.config.errors.server_error"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home, name="home"),
    path("", include("bluelamp.access.urls")),
    path("api/v1/openapi.json", openapi_document, name="openapi"),
    path("api/v1/", api_urls()),
    path("api/<path:rest>", nothing_here, name="nothing_here"),
    path("account/", include("allauth.account.urls")),
    path("account/second-step/", include("allauth.mfa.urls")),
    *(path(prefix, include(urls)) for prefix, urls in MODULES.items() if find_spec(urls)),
]
