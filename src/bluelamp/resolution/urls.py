"""Pages about pairs of records."""

from django.urls import path

from . import views

app_name = "resolution"

urlpatterns = [
    path("", views.pairs, name="pairs"),
    path("<int:proposal_id>/", views.pair, name="pair"),
]
