"""The pages of planning."""

from django.urls import path

from .views import plan_acceptance, plan_holds, planning

app_name = "planning"
urlpatterns = [
    path("", planning.plans, name="list"),
    path("ask/", planning.ask, name="ask"),
    path("holds/", plan_holds.holds, name="holds"),
    path("holds/add/", plan_holds.add, name="hold"),
    path("holds/<uuid:hold_id>/let-go/", plan_holds.release, name="let_go"),
    path("<uuid:run_id>/", planning.plan, name="plan"),
    path("<uuid:run_id>/progress/", planning.progress, name="progress"),
    path("<uuid:run_id>/step/<slug:name>/", planning.step, name="step"),
    path("<uuid:run_id>/compare/", planning.compare, name="compare"),
    path("<uuid:run_id>/what-if/", planning.what_if, name="what_if"),
    path("<uuid:run_id>/without-a-place/", planning.unplaced, name="unplaced"),
    path("<uuid:run_id>/accept/", plan_acceptance.accept, name="accept"),
    path("<uuid:run_id>/decision/", plan_acceptance.decision, name="decision"),
    path("<uuid:run_id>/take-back/", plan_acceptance.take_back, name="take_back"),
]
