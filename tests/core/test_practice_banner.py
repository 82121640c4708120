"""Every page of a practice copy says TRAINING, and no page of the live system does."""

from __future__ import annotations

import pytest
from django.conf import settings as live
from django.http import HttpResponse
from django.test import Client, RequestFactory

from bluelamp.core.practice_banner import PracticeBannerMiddleware, marked_page

BANNER = b"Practice copy ne-12"
MIDDLEWARE = "bluelamp.core.practice_banner.PracticeBannerMiddleware"


@pytest.fixture
def practice(settings):
    settings.BLUELAMP_PRACTICE = "ne-12"
    settings.MIDDLEWARE = [MIDDLEWARE, *settings.MIDDLEWARE]


PAGES = ["/account/login/", "/no/such/page/", "/training/register/"]


@pytest.mark.parametrize("path", PAGES)
def test_every_page_of_a_copy_is_marked_in_words_and_in_its_title(practice, db, path):
    page = Client().get(path, follow=True).content
    assert page.count(BANNER) == 1
    assert b"<strong>TRAINING</strong>" in page
    assert b"<title>TRAINING: " in page
    assert page.index(b"<body") < page.index(BANNER) < page.index(b"main-content")


@pytest.mark.parametrize("path", PAGES)
def test_no_page_of_the_live_system_is(db, path):
    assert MIDDLEWARE not in live.MIDDLEWARE
    assert live.BLUELAMP_PRACTICE == ""
    assert b"TRAINING" not in Client().get(path, follow=True).content


@pytest.mark.parametrize(
    ("content", "kind", "marked"),
    [
        (b"<html><body><p>Whole</p></body></html>", "text/html; charset=utf-8", True),
        (b"<tr><td>Part of a page</td></tr>", "text/html", False),
        (b'{"words": "<body>"}', "application/json", False),
    ],
)
def test_only_whole_pages_are_marked_and_their_length_told_anew(settings, content, kind, marked):
    settings.BLUELAMP_PRACTICE = "ne-12"
    given = HttpResponse(content, content_type=kind, headers={"Content-Length": len(content)})
    answer = PracticeBannerMiddleware(lambda request: given)(RequestFactory().get("/"))
    assert (BANNER in answer.content) == marked
    assert int(answer["Content-Length"]) == len(answer.content)


def test_the_banner_stands_first_in_the_body_whatever_its_tag_says():
    page = b'<title>A</title><body class="x"\n data-y>B</body>'
    assert (
        marked_page(page, b"!") == b'<title>TRAINING: A</title><body class="x"\n data-y>!B</body>'
    )
