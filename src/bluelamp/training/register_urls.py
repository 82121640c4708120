"""Delivery day: the classes somebody teaches and their registers."""

from django.urls import path

from .views import register, reopening

app_name = "register"
urlpatterns = [
    path("", register.classes, name="classes"),
    path("worker.js", register.worker, name="worker"),
    path("<uuid:session_id>/", register.register, name="register"),
    path("<uuid:session_id>/mark/", register.mark, name="mark"),
    path("<uuid:session_id>/marks/", register.entries, name="marks"),
    path("<uuid:session_id>/step/<slug:name>/", register.step, name="step"),
    path("<uuid:session_id>/reopen/", reopening.reopen, name="reopen"),
    path("<uuid:session_id>/sign-off/<uuid:booking_id>/", register.sign_off, name="sign_off"),
]
