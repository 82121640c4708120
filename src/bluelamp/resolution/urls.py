"""Pages about pairs of records."""

from django.urls import path

from . import views

app_name = "resolution"

urlpatterns = [
    path("", views.pairs, name="pairs"),
    path("of/<uuid:person_id>/", views.choose, name="choose"),
    path("<int:proposal_id>/", views.pair, name="pair"),
]
