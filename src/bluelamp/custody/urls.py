"""Where custody answers."""

from django.urls import path

from .views import (
    authority,
    board,
    booking,
    detention,
    handover,
    leaving,
    notices,
    outage,
    paper,
    record,
)

app_name = "custody"
urlpatterns = [
    path("", board.suites, name="suites"),
    path("record/<uuid:record_id>/", record.record, name="record"),
    path("record/<uuid:record_id>/authorise/", detention.authorise, name="authorise"),
    path("record/<uuid:record_id>/refuse/", detention.refuse, name="refuse"),
    path("record/<uuid:record_id>/review/", authority.review, name="review"),
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
    path("record/<uuid:record_id>/paper/", paper.paper, name="paper"),
    path("record/<uuid:record_id>/paper.pdf", paper.paper_pdf, name="paper_pdf"),
    path("record/<uuid:record_id>/inspect/", paper.inspect, name="inspect"),
    path("record/<uuid:record_id>/copies/", paper.copies, name="copies"),
    path("record/<uuid:record_id>/copies/ask/", paper.request_copy, name="request_copy"),
    path("copies/<uuid:request_id>/give/", paper.give_copy, name="give_copy"),
    path("copies/<uuid:copy_id>/paper.pdf", paper.copy_pdf, name="copy_pdf"),
    path("record/<uuid:record_id>/notice/", notices.give_notice, name="give_notice"),
    path("notices/", notices.notices, name="notices"),
    path("notices/<slug:code>.pdf", notices.notice_pdf, name="notice_pdf"),
    path("outages/", outage.outages, name="outages"),
    path("outages/declare/", outage.declare, name="declare_outage"),
    path("outages/<uuid:outage_id>/", outage.outage, name="outage"),
    path(
        "outages/<uuid:outage_id>/<uuid:record_id>/confirm/",
        outage.confirm,
        name="confirm_back_entry",
    ),
    path("outages/<uuid:outage_id>/<uuid:record_id>/", outage.back_entry, name="back_entry"),
    path("briefings/<uuid:briefing_id>/", handover.briefing, name="briefing"),
    path("book-in/", booking.book_in_near, name="book_in_near"),
    path("booking/<uuid:draft_id>/", booking.booking, name="booking"),
    path("booking/<uuid:draft_id>/who/", booking.who, name="booking_who"),
    path("booking/<uuid:draft_id>/match/", booking.match, name="booking_match"),
    path("booking/<uuid:draft_id>/arrest/", booking.arrest, name="booking_arrest"),
    path("booking/<uuid:draft_id>/discard/", booking.discard, name="booking_discard"),
    path("<slug:suite_code>/handover/", handover.handover, name="handover"),
    path("<slug:suite_code>/book-in/", booking.book_in, name="book_in"),
    path("<slug:suite_code>/", board.board, name="board"),
]
