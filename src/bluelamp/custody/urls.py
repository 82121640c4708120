"""Where custody answers."""

from django.urls import path

from .views import authority, bail, board, booking, detention, leaving, movements, record

app_name = "custody"
urlpatterns = [
    path("", board.suites, name="suites"),
    path("record/<uuid:record_id>/", record.record, name="record"),
    path("record/<uuid:record_id>/authorise/", detention.authorise, name="authorise"),
    path("record/<uuid:record_id>/refuse/", detention.refuse, name="refuse"),
    path("record/<uuid:record_id>/review/", authority.review, name="review"),
    path(
        "record/<uuid:record_id>/review/<uuid:review_id>/told/",
        authority.tell_of_review,
        name="told",
    ),
    path("record/<uuid:record_id>/extend/", authority.extend, name="extend"),
    path("record/<uuid:record_id>/warrant/", authority.apply_for_warrant, name="warrant"),
    path("record/<uuid:record_id>/court/", authority.court_decision, name="court"),
    path("record/<uuid:record_id>/cell/", detention.cell, name="cell"),
    path("record/<uuid:record_id>/hospital/", detention.hospital_out, name="hospital"),
    path("record/<uuid:record_id>/return/", detention.hospital_back, name="return"),
    path("record/<uuid:record_id>/entry/", detention.add_entry, name="entry"),
    path(
        "record/<uuid:record_id>/entry/<uuid:entry_id>/correct/",
        detention.correct_entry,
        name="correct",
    ),
    path(
        "record/<uuid:record_id>/entry/<uuid:entry_id>/time/",
        movements.correct_time,
        name="correct_time",
    ),
    path(
        "record/<uuid:record_id>/flagged/<uuid:flag_id>/",
        movements.acknowledge,
        name="acknowledge",
    ),
    path("record/<uuid:record_id>/charge/", leaving.charge, name="charge"),
    path("record/<uuid:record_id>/certificate/", leaving.certificate, name="certificate"),
    path("record/<uuid:record_id>/dispose/", leaving.dispose, name="dispose"),
    path("record/<uuid:record_id>/before-release/", leaving.before_release, name="before_release"),
    path("record/<uuid:record_id>/release/", leaving.release, name="release"),
    path("record/<uuid:record_id>/further-arrest/", bail.further_arrest, name="further_arrest"),
    path("record/<uuid:record_id>/bail/answer/", bail.answer_bail, name="answer_bail"),
    path("record/<uuid:record_id>/bail/arrest/", bail.arrest, name="bail_arrest"),
    path("record/<uuid:record_id>/bail/change/", bail.vary, name="vary_bail"),
    path("record/<uuid:record_id>/bail/extend/", bail.extend, name="extend_bail"),
    path("record/<uuid:record_id>/bail/suspend/", bail.suspend, name="suspend_bail"),
    path("record/<uuid:record_id>/bail/end/", bail.end, name="end_bail"),
    path("record/<uuid:record_id>/send/", movements.send, name="send"),
    path("record/<uuid:record_id>/receive/", movements.receive, name="receive"),
    path("bail/", bail.diary, name="bail_diary"),
    path("book-in/", booking.book_in_near, name="book_in_near"),
    path("booking/<uuid:draft_id>/", booking.booking, name="booking"),
    path("booking/<uuid:draft_id>/who/", booking.who, name="booking_who"),
    path("booking/<uuid:draft_id>/match/", booking.match, name="booking_match"),
    path("booking/<uuid:draft_id>/arrest/", booking.arrest, name="booking_arrest"),
    path("booking/<uuid:draft_id>/discard/", booking.discard, name="booking_discard"),
    path("<slug:suite_code>/book-in/", booking.book_in, name="book_in"),
    path("<slug:suite_code>/", board.board, name="board"),
]
