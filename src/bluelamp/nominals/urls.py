"""Pages about people."""

from django.urls import path

from . import views

app_name = "nominals"

urlpatterns = [
    path("new/", views.new_person, name="new"),
    path("<uuid:person_id>/", views.person, name="person"),
    path("<uuid:person_id>/change/", views.amend, name="amend"),
    path("<uuid:person_id>/photograph/", views.add_photograph, name="add_photograph"),
    path("<uuid:person_id>/network/", views.network, name="network"),
    path("photographs/<uuid:photograph_id>/", views.photograph, name="photograph"),
    path(
        "photographs/<uuid:photograph_id>/small/", views.small_photograph, name="small_photograph"
    ),
    path(
        "photographs/<uuid:photograph_id>/remove/",
        views.remove_photograph,
        name="remove_photograph",
    ),
    path("judgements/<int:judgement_id>/end/", views.end_judgement, name="end_judgement"),
    path("partings/<int:parting_id>/", views.settle_parting, name="settle_parting"),
    path("partings/notices/<int:notice_id>/", views.parting_notice, name="parting_notice"),
]
