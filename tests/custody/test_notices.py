"""Notices of rights in several languages (RTS-1, RTS-2)."""

from __future__ import annotations

import pytest
from django.urls import reverse
from tests.custody.browser import signed_in
from tests.custody.telling import tell_rights
from tests.custody.test_act_pages import at
from tests.custody.world import HOUR, NOON
from tests.printed import Printed

from bluelamp.audit.models import AuditLine
from bluelamp.core.errors import NotPossible
from bluelamp.core.printing import pdf_of
from bluelamp.custody.enums import NoticeForm, NoticeReply
from bluelamp.custody.notices import ENTITLEMENTS, RIGHTS, all_notices
from bluelamp.custody.presenters.notices import NOTICE, notice_data
from bluelamp.custody.selectors.notices import (
    languages_held,
    languages_not_held,
    notices_available,
)
from bluelamp.custody.services import give_notice

EVERY = sorted(all_notices())


@pytest.mark.parametrize("code", EVERY)
def test_rts_2_each_language_says_every_right_and_entitlement(code):
    notice = all_notices()[code]
    assert set(notice.points) == {*RIGHTS, *ENTITLEMENTS}
    assert len(set(notice.points.values())) == len(notice.points)
    assert notice.status == ("original" if notice.tag == "en" else "unverified translation")
    assert "Bluelamp" in notice.not_official


def test_english_and_its_easy_read_stand_first():
    assert [one.code for one in notices_available()][:2] == ["en", "en-easy"]


@pytest.mark.parametrize("code", EVERY)
def test_each_prints_as_an_accessible_pdf(code):
    notice = all_notices()[code]
    printed = Printed.of(pdf_of(NOTICE, notice_data(notice)))
    assert "pdfuaid" in printed.claims
    assert printed.is_tagged
    assert printed.reader.trailer["/Root"]["/Lang"].startswith(notice.tag)
    for page in printed.pages:
        assert page.count("OFFICIAL") == 2
        assert f"{notice.language}, version 1 of 23 November 2026" in page
    words = set("".join(printed.text.split("•")).split())
    for text in (notice.title, notice.points["solicitor"]):
        told = [word.strip(".,’:") for word in text.split()]
        read = [word for word in told if any(word in one for one in words)]
        assert len(read) / len(told) > 0.7, (code, sorted(set(told) - set(read)))


def test_giving_it_is_an_entry_with_language_edition_and_reply(world):
    record = world.detained()
    entry = give_notice(
        record_id=record.pk,
        notice="pl",
        reply=NoticeReply.REFUSED_TO_SIGN,
        occurred_at=NOON + HOUR,
        by=world.detention_officer,
        at=NOON + HOUR,
    )
    assert entry.text == (
        "Notice of rights given in Polish (version 1 of 23 November 2026, unverified "
        "translation). Refused to sign."
    )
    assert (entry.detail["notice"], entry.detail["edition"]) == ("pl", 1)


def test_a_language_that_there_is_not(world):
    with pytest.raises(NotPossible) as refusal:
        give_notice(
            record_id=world.detained().pk,
            notice="xx",
            reply=NoticeReply.SIGNED,
            occurred_at=NOON + HOUR,
            by=world.detention_officer,
            at=NOON + HOUR,
        )
    assert refusal.value.rule == "RTS-2"


def test_the_pages(client, world):
    browser = signed_in(client, world.detention_officer)
    listed = browser.get(reverse("custody:notices")).content.decode()
    assert "Arabic – العربية" in listed
    pdf = browser.get(reverse("custody:notice_pdf", args=["ar"]))
    assert pdf["Content-Type"] == "application/pdf"
    assert browser.get(reverse("custody:notice_pdf", args=["xx"])).status_code == 404
    assert not AuditLine.objects.exists()
    record = world.detained()
    answers = {"version": 1, "notice": "ar", "reply": "SIGNED"} | at(NOON + HOUR)
    browser.post(reverse("custody:give_notice", args=[record.pk]), answers)
    assert record.entries.get(kind="RIGHTS").detail["notice"] == "ar"


def test_rts_2_the_languages_to_choose_are_those_of_the_notices_held():
    held, missing = languages_held(), languages_not_held()
    assert set(held) == {one.tag for one in all_notices().values()}
    assert next(iter(held)) == "en"
    assert "so" in missing
    assert not set(held) & set(missing)


@pytest.mark.parametrize(
    ("language", "form", "possible"),
    [
        ("pl", NoticeForm.STANDARD, True),
        ("en", NoticeForm.EASY_READ, True),
        ("pl", NoticeForm.EASY_READ, False),
        ("so", NoticeForm.STANDARD, False),
        ("so", NoticeForm.READ_OUT, False),
        ("so", NoticeForm.OBTAINED, True),
        ("so", NoticeForm.INTERPRETED, True),
    ],
)
def test_rts_2_no_notice_is_given_that_is_not_held(world, language, form, possible):
    record = world.detained()
    told = {"notice_language": language, "language_name": "Somali", "notice_form": form}
    if possible:
        made = tell_rights(world, record, **told)
        assert (made.notice_language, made.notice_form) == (language, form)
        return
    with pytest.raises(NotPossible, match="is held here") as refusal:
        tell_rights(world, record, **told)
    assert (refusal.value.field, refusal.value.rule) == ("notice_form", "RTS-2")


def test_the_page_says_what_is_not_held(world, client):
    signed_in(client, world.custody_officer)
    shown = client.get(reverse("custody:notices")).content.decode()
    assert "No official notice of the Home Office" in shown
    assert "Somali" in shown
