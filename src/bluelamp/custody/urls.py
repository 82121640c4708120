"""Where custody answers."""

from django.urls import path

from .views import authority, board, booking, detention, leaving, record

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
    path("record/<uuid:record_id>/release/", leaving.release, name="release"),
    path("book-in/", booking.book_in_near, name="book_in_near"),
    path("booking/<uuid:draft_id>/", booking.booking, name="booking"),
    path("booking/<uuid:draft_id>/who/", booking.who, name="booking_who"),
    path("booking/<uuid:draft_id>/match/", booking.match, name="booking_match"),
    path("booking/<uuid:draft_id>/arrest/", booking.arrest, name="booking_arrest"),
    path("booking/<uuid:draft_id>/discard/", booking.discard, name="booking_discard"),
    path("<slug:suite_code>/book-in/", booking.book_in, name="book_in"),
    path("<slug:suite_code>/", board.board, name="board"),
]
