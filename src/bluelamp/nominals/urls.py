"""Pages about people."""

from django.urls import path

from . import views

app_name = "nominals"

urlpatterns = [
    path("new/", views.new_person, name="new"),
    path("<uuid:person_id>/", views.person, name="person"),
    path("<uuid:person_id>/change/", views.amend, name="amend"),
    path("unknown/", views.new_unknown, name="new_unknown"),
    path("<uuid:person_id>/describe/", views.describe, name="describe"),
    path("<uuid:person_id>/names/", views.new_name, name="add_name"),
    path("<uuid:person_id>/numbers/", views.new_number, name="add_number"),
    path("<uuid:person_id>/addresses/", views.new_address, name="new_address"),
    path("<uuid:person_id>/things/", views.tie_object, name="tie_object"),
    path("<uuid:person_id>/inferred/", views.infer, name="infer"),
    path("<uuid:person_id>/things/<slug:kind>/", views.new_object_of_kind, name="new_object_for"),
    path("numbers/<int:conflict_id>/", views.number_conflict, name="number_conflict"),
    path("objects/new/", views.new_object, name="new_object"),
    path("objects/new/<slug:kind>/", views.new_object_of_kind, name="new_object_of_kind"),
    path("objects/<uuid:object_id>/", views.thing, name="object"),
    path("objects/<uuid:object_id>/change/", views.amend_object, name="amend_object"),
    path("objects/<uuid:object_id>/numbers/", views.object_number, name="object_number"),
    path("objects/<uuid:object_id>/events/", views.object_event, name="object_event"),
    path("places/new/", views.new_place, name="new_place"),
    path("places/<uuid:location_id>/", views.place, name="place"),
    path("places/<uuid:location_id>/change/", views.amend_place, name="amend_place"),
    path("places/<uuid:location_id>/events/", views.place_event, name="place_event"),
    path("ties/<uuid:link_id>/", views.tie, name="tie"),
    path("ties/<uuid:link_id>/restrict/", views.restrict, name="restrict"),
    path("ties/<uuid:link_id>/lift/", views.lift, name="lift"),
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
