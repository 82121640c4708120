"""The pages of refreshers."""

from django.urls import path

from .views import own_refreshers, refresher_tasks, refreshers

app_name = "refreshers"
urlpatterns = [
    path("", refreshers.refreshers, name="list"),
    path("planning/", refreshers.planning, name="planning"),
    path("people/", refreshers.people, name="people"),
    path("messages/again/", refreshers.send_again, name="send_again"),
    path("courses/<uuid:course_id>/", refreshers.set_up, name="set_up"),
    path("mine/<uuid:due_id>/", own_refreshers.own, name="own"),
    path("mine/<uuid:due_id>/begin/", own_refreshers.begin, name="begin"),
    path("mine/<uuid:due_id>/task-done/", own_refreshers.task_done, name="task_done"),
    path("tasks/", refresher_tasks.find, name="find"),
    path("tasks/<uuid:due_id>/", refresher_tasks.sign_off, name="sign_off"),
]
