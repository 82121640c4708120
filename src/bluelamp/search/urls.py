"""One box over everything the officer may see."""

from django.urls import path

from . import views

app_name = "search"

urlpatterns = [
    path("", views.start, name="start"),
    path("precise/", views.precise, name="precise"),
    path("r/<uuid:search_id>/", views.results, name="results"),
    path("r/<uuid:search_id>/save/", views.save, name="save"),
    path("saved/", views.saved_list, name="saved_list"),
    path("saved/<uuid:saved_id>/", views.saved, name="saved"),
    path("saved/<uuid:saved_id>/seen/", views.seen, name="seen"),
    path("saved/<uuid:saved_id>/change/", views.change, name="change"),
    path("saved/<uuid:saved_id>/pause/", views.pause, name="pause"),
    path("saved/<uuid:saved_id>/delete/", views.delete, name="delete"),
]
