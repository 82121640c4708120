"""The pages of readiness."""

from django.urls import path

from .views import readiness as views

app_name = "readiness"
urlpatterns = [
    path("", views.readiness, name="dashboard"),
    path("people/", views.readiness_people, name="people"),
    path("people/file/", views.readiness_file, name="file"),
]
