"""Live access follows training: the pages of it."""

from django.urls import path

from .views import live_access as views

app_name = "live_access"
urlpatterns = [
    path("", views.live_access, name="list"),
    path("let-in/", views.let_in, name="let_in"),
    path("exceptions/<uuid:clearance_id>/end/", views.end, name="end"),
    path("drops/<uuid:drop_id>/close/", views.close_to_untrained, name="close"),
    path("drops/<uuid:drop_id>/open/", views.open_again, name="open"),
    path("drops/<uuid:drop_id>/go-live/", views.slip, name="slip"),
]
