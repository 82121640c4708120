from django.urls import path

from . import views

app_name = "access"
urlpatterns = [
    path("reason/", views.working_reason, name="working_reason"),
]
