"""Files leave as something to keep, in a sandbox, under a neutral name."""

import io
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from congtam.interface.web import middleware
from congtam.interface.web.serving import (
    DOCX,
    attachment,
    drawn_picture,
    streamed_attachment,
)


def through_the_middleware(answer: Any) -> HttpResponse:
    return middleware.SecurityHeaders(lambda request: answer)(RequestFactory().get("/"))


def test_a_file_is_to_be_kept_and_may_do_nothing() -> None:
    answer = through_the_middleware(attachment(b"%PDF-", media_type="application/pdf", name="05/TB-UBND"))
    assert answer.headers["Content-Disposition"] == 'attachment; filename="05-TB-UBND.pdf"'
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["Content-Type"] == "application/pdf"


@pytest.mark.parametrize("kind", ["text/html", "image/svg+xml", "application/xhtml+xml", "", "text/xml"])
def test_a_type_that_nobody_takes_is_a_heap_of_bytes(kind: str) -> None:
    answer = attachment(b"<script>", media_type=kind, name="x")
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="x.bin"'


def test_a_stored_word_file_is_told_by_its_own_type() -> None:
    assert attachment(b"", media_type="application/x-docx", name="x").headers["Content-Type"] == DOCX


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", 'a"; filename="b.html', "a\r\nSet-Cookie: x", "", "..."]
)
def test_a_name_cannot_lead_elsewhere(name: str) -> None:
    said = attachment(b"", media_type="application/pdf", name=name).headers["Content-Disposition"]
    assert said.startswith('attachment; filename="')
    assert said.endswith('.pdf"')
    assert not any(each in said for each in ("/", "\r", "\n", ".html", "..p"))


def test_a_long_file_has_the_same_headers() -> None:
    answer = through_the_middleware(streamed_attachment(io.BytesIO(b"x"), media_type=DOCX, name="so-don"))
    assert answer.headers["Content-Disposition"] == 'attachment; filename="so-don.docx"'
    assert answer.headers["Content-Security-Policy"] == middleware.POLICY_OF_FILES


def test_a_picture_that_we_drew_is_shown_and_may_do_nothing() -> None:
    answer = through_the_middleware(drawn_picture(b"\x89PNG"))
    assert "Content-Disposition" not in answer.headers
    assert answer.headers["Content-Security-Policy"] == middleware.POLICY_OF_FILES


def test_no_other_answer_has_a_policy_of_its_own() -> None:
    page = HttpResponse("x", headers={"Content-Security-Policy": "default-src *"})
    assert (
        through_the_middleware(page).headers["Content-Security-Policy"] == middleware.CONTENT_SECURITY_POLICY
    )
