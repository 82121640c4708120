"""By which server messages are sent: read from one address, or refused without repeating it."""

from __future__ import annotations

import pytest
from django.core.exceptions import ImproperlyConfigured

from bluelamp.config.mail import mail_settings


@pytest.mark.parametrize(
    ("url", "host", "port", "tls", "ssl"),
    [
        ("smtp://mail.test", "mail.test", 587, True, False),
        ("smtps://mail.test", "mail.test", 465, False, True),
        ("smtp+plain://127.0.0.1", "127.0.0.1", 25, False, False),
        ("smtp://ada:p%40ss@mail.test:2525", "mail.test", 2525, True, False),
    ],
)
def test_a_server_is_read_with_how_it_is_spoken_to(url, host, port, tls, ssl):
    found = mail_settings(url)
    assert (found["EMAIL_HOST"], found["EMAIL_PORT"]) == (host, port)
    assert (found["EMAIL_USE_TLS"], found["EMAIL_USE_SSL"]) == (tls, ssl)
    assert found["EMAIL_HOST_PASSWORD"] == ("p@ss" if "ada" in url else "")


def test_a_folder_and_nothing():
    assert mail_settings("file:///var/mail%20out")["EMAIL_FILE_PATH"] == "/var/mail out"
    assert mail_settings("")["EMAIL_BACKEND"].endswith("dummy.EmailBackend")


@pytest.mark.parametrize("url", ["http://secret@mail.test", "smtp://", "mail.test", "file://"])
def test_no_address_is_refused_and_not_repeated(url):
    with pytest.raises(ImproperlyConfigured) as refused:
        mail_settings(url)
    assert "secret" not in str(refused.value)
