"""Where the care of one person answers, under the address of their custody record."""

from django.urls import path

from .views import care, visits

care_paths = [
    path("", care.care, name="care"),
    path("visit/", visits.visit, name="visit"),
    path("visit/<uuid:visit_id>/correct/", visits.correct_visit, name="correct_visit"),
    path("observation/", care.observation, name="observation"),
    path("given/", care.given, name="care_given"),
    path("medication/", care.medication, name="medication"),
    path("call/", care.call, name="healthcare_call"),
    path("call/<uuid:call_id>/", care.call_visit, name="healthcare_visit"),
    path("task/<uuid:task_id>/", care.task_done, name="task_done"),
    path("watch/", care.watch, name="watch"),
    path("watch/end/", care.watch_end, name="watch_end"),
    path("rest/", care.rest, name="rest"),
    path("rest/end/", care.rest_end, name="rest_end"),
    path("interview/", care.interview, name="interview"),
    path("interview/back/", care.interview_end, name="interview_back"),
    path("force/", care.force, name="force"),
    path("incident/", care.incident, name="incident"),
    path("complaint/", care.complaint, name="complaint"),
    path("mental-health/", care.mental_health, name="mental_health"),
    path("mental-health/extend/", care.mental_health_extension, name="mental_health_extension"),
]
