from django.urls import path

from . import views

app_name = "property"
urlpatterns = [
    path("", views.items, name="items"),
    path("taken-in/<uuid:event_id>/record/", views.record, name="record"),
    path("taken-in/<uuid:event_id>/record-evidence/", views.record_evidence, name="evidence"),
    path("<uuid:item_id>/", views.item, name="item"),
    path("<uuid:item_id>/statement/", views.statement, name="statement"),
    path("<uuid:item_id>/at-store/<slug:action>/", views.move, name="move"),
    path("<uuid:item_id>/<slug:action>/", views.handle, name="handle"),
]
