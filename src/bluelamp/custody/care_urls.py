"""Where the care of one person answers, under the address of their custody record."""

from django.urls import path

from .views import care, visits

care_paths = [
    path("visit/", visits.visit, name="visit"),
    path("observation/", care.observation, name="observation"),
]
