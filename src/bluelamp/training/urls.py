from django.urls import path

from .views import adjustments, exchange, mine, programme, sessions, team

app_name = "training"
urlpatterns = [
    path("", programme.audiences, name="audiences"),
    path("curriculum/", programme.curriculum, name="curriculum"),
    path("curriculum/export/<slug:kind>/", exchange.export, name="export"),
    path("curriculum/import/", exchange.load, name="import"),
    path("venues/", programme.venues, name="venues"),
    path("venues/<uuid:venue_id>/", programme.venue, name="venue"),
    path("trainers/", programme.trainers, name="trainers"),
    path("sessions/", sessions.sessions, name="sessions"),
    path("sessions/<uuid:session_id>/", sessions.session, name="session"),
    path("sessions/<uuid:session_id>/cancel/", sessions.cancel, name="cancel_session"),
    path("sessions/<uuid:session_id>/step/<slug:name>/", sessions.step, name="step"),
    path("mine/", mine.mine, name="mine"),
    path("mine/courses/<uuid:course_id>/", mine.choose, name="choose"),
    path("mine/sessions/<uuid:session_id>/", mine.take_place, name="take_place"),
    path("mine/bookings/<uuid:booking_id>/", mine.booking, name="my_booking"),
    path("mine/bookings/<uuid:booking_id>/decline/", mine.decline, name="decline"),
    path("mine/bookings/<uuid:booking_id>/swap/", mine.swap, name="swap"),
    path("mine/bookings/<uuid:booking_id>/answer/<slug:name>/", mine.answer, name="answer"),
    path("mine/swaps/<uuid:swap_id>/<slug:name>/", mine.answer_swap, name="answer_swap"),
    path("team/", team.team, name="team"),
    path("team/<uuid:unit_id>/", team.team_below, name="team_below"),
    path("team/<uuid:unit_id>/limits/", team.limits, name="limits"),
    path("team/releases/<uuid:booking_id>/", team.release, name="release"),
    path("adjustments/", adjustments.plans, name="plans"),
    path("adjustments/ask/", adjustments.ask, name="ask"),
    path("adjustments/<uuid:plan_id>/", adjustments.plan, name="plan"),
    path("adjustments/<uuid:plan_id>/agree/", adjustments.agree, name="agree"),
    path("adjustments/<uuid:plan_id>/review/", adjustments.review, name="review"),
]
