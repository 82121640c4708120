"""What the packages' host answers; everything else there is not found."""

from django.urls import path

from . import content, stage, xapi

app_name = "player"
urlpatterns = [
    path("<str:ticket>/stage/", stage.stage, name="stage"),
    path("<str:ticket>/ended/", stage.ended, name="ended"),
    path("<str:ticket>/commit", stage.commit, name="commit"),
    path("<str:ticket>/content/<path:place>", content.content, name="content"),
    path("<str:ticket>/fetch", xapi.fetch, name="fetch"),
    path("<str:ticket>/xapi/about", xapi.about, name="about"),
    path("<str:ticket>/xapi/statements", xapi.statements, name="statements"),
    path("<str:ticket>/xapi/activities", xapi.activities, name="activities"),
    path("<str:ticket>/xapi/activities/state", xapi.state, name="state"),
    path("<str:ticket>/xapi/activities/profile", xapi.activity_profile, name="activity_profile"),
    path("<str:ticket>/xapi/agents", xapi.agents, name="agents"),
    path("<str:ticket>/xapi/agents/profile", xapi.agent_profile, name="agent_profile"),
]
