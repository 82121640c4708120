"""One box over everything the officer may see."""

from django.urls import path

from . import views

app_name = "search"

urlpatterns = [
    path("", views.start, name="start"),
    path("precise/", views.precise, name="precise"),
    path("r/<uuid:search_id>/", views.results, name="results"),
]
