"""Digital packages and virtual sessions, as people of the force see them."""

from django.urls import path

from .views import packages, playing, virtual

app_name = "digital"
urlpatterns = [
    path("", playing.mine, name="mine"),
    path("manage/", packages.packages, name="manage"),
    path("manage/<uuid:version_id>/add/", packages.add_package, name="add_package"),
    path("manage/<uuid:version_id>/add-film/", packages.add_film, name="add_film"),
    path("manage/packages/<uuid:package_id>/", packages.package, name="package"),
    path("manage/packages/<uuid:package_id>/withdraw/", packages.withdraw, name="withdraw"),
    path("packages/<uuid:package_id>/", playing.course, name="course"),
    path("packages/<uuid:package_id>/again/", playing.again, name="again"),
    path("parts/<uuid:unit_id>/open/", playing.open_part, name="open"),
    path("launches/<uuid:launch_id>/", playing.play, name="play"),
    path("launches/<uuid:launch_id>/progress/", playing.progress, name="progress"),
    path("launches/<uuid:launch_id>/close/", playing.close, name="close"),
    path("sessions/<uuid:session_id>/", virtual.join, name="join"),
    path("sessions/<uuid:session_id>/joined/", virtual.joined, name="joined"),
    path("sessions/<uuid:session_id>/left/", virtual.left, name="left"),
    path("sessions/<uuid:session_id>/attendance/", virtual.attendance, name="attendance"),
]
