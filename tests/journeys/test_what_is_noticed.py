"""The journeys notice faults: without this their silence would prove nothing."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser
from tests.journeys.accessibility import violations_on
from tests.journeys.conftest import Employ
from tests.journeys.counts import Count

pytestmark = pytest.mark.journey


def test_a_field_without_a_label_is_a_violation(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content("<html lang=en><title>x</title><main><h1>x</h1><input name=a></main></html>")
    assert [line.split()[0] for line in violations_on(page)] == ["label"]
    page.close()


def test_an_inline_script_is_refused_by_the_policy_and_noticed(employ: Employ) -> None:
    visitor = employ()
    visitor.go("/account/login/")
    visitor.page.evaluate(
        "() => { const s = document.createElement('script'); s.textContent = 'window.ran = 1';"
        " document.body.append(s); }"
    )
    assert visitor.page.evaluate("() => window.ran") is None
    assert any("Content Security Policy" in fault for fault in visitor.faults), visitor.faults


def test_a_page_that_is_missing_is_noticed(employ: Employ) -> None:
    with pytest.raises(AssertionError, match="404 for /nowhere/"):
        employ("Custody officer").go("/nowhere/")


def test_an_answer_asked_for_twice_is_noticed() -> None:
    count = Count(typed=[("Family name", "Quill"), ("Seal", "M1"), ("Surname", " quill ")])
    assert count.typed_twice() == ["“quill” in Family name, Surname"]
