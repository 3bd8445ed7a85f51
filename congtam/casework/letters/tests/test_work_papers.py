"""Papers through their pages: downloads, signed scans, days with proof."""

import io
import zipfile
from datetime import date

import pytest

from congtam.casework.letters.models import Letter
from congtam.casework.letters.tests import situations
from congtam.casework.letters.tests.work_pages import (
    DAY,
    Office,
    address,
    day,
    hidden,
    scan,
    send,
    shows,
    text,
)
from congtam.foundation.files.models import StoredFile
from congtam.foundation.files.tests.samples import locked_pdf
from congtam.mechanisms.documents import pdf
from congtam.mechanisms.documents.models import IssuedDocument
from congtam.mechanisms.documents.packing import DOCX, read_text
from congtam.mechanisms.documents.voiding import void_document
from congtam.mechanisms.lifecycle.models import JournalEntry

TODAY = DAY.isoformat()


def notice(letter: Letter) -> IssuedDocument:
    """The notice of acceptance."""
    return IssuedDocument.objects.get(record=letter.record, kind="letters.acceptance_notice")


@pytest.fixture
def letter(office: Office) -> Letter:
    with day():
        return situations.accepted(office.cast, on=DAY)


def test_the_record_page_lists_the_paper_with_number_day_mark_and_word_file(
    office: Office, letter: Letter
) -> None:
    paper = notice(letter)
    with day():
        page = office.browser(office.cast.chi).get(address("record", letter))
        word = office.browser(office.cast.chi).get(address("paper-docx", letter, paper.uid))
    assert shows(page, f"Số {paper.symbol}")
    assert shows(page, "chưa đối chiếu mẫu")
    assert shows(page, "Chờ ký")
    assert word.headers["Content-Type"] == DOCX
    assert word.headers["Cache-Control"] == "private, no-store"
    assert f"{paper.symbol.replace('/', '-')}.docx" in word.headers["Content-Disposition"]
    assert situations.SENDER.name in read_text(word.content)


def test_a_pdf_is_made_where_libreoffice_is_installed_and_else_the_reason_is_told(
    office: Office, letter: Letter
) -> None:
    with day():
        answer = office.browser(office.cast.chi).get(
            address("paper-pdf", letter, notice(letter).uid), follow=True
        )
    if pdf.program():
        assert answer.content.startswith(b"%PDF")
    else:
        assert shows(answer, "libreoffice-writer")


def test_the_signed_scan_is_kept_encrypted_and_given_back(office: Office, letter: Letter) -> None:
    uid = notice(letter).uid
    with day():
        browser = office.browser(office.cast.van)
        image = scan()
        assert (
            send(browser, address("paper", letter, uid, "signed"), day=TODAY, scan=image).status_code == 302
        )
        back = browser.get(address("paper-file", letter, uid, "signed"))
        page = browser.get(address("record", letter))
    assert back.content == image.getvalue()
    assert notice(letter).signed_on == DAY
    assert not shows(page, "Hãy in, ký, quét rồi tải lên:")
    assert shows(page, "Đã lưu bản ký")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"<html>", "trang web (HTML)"),
        (locked_pdf(b"bi mat"), "mật khẩu"),
        (b"", "Tệp rỗng, không có nội dung."),
    ],
)
def test_a_file_that_is_no_scan_is_refused_with_the_reason_and_nothing_is_stored(
    office: Office, letter: Letter, content: bytes, reason: str
) -> None:
    uid = notice(letter).uid
    before = StoredFile.objects.count()
    wrong = io.BytesIO(content)
    wrong.name = "quet.pdf"
    with day():
        answer = send(
            office.browser(office.cast.van), address("paper", letter, uid, "signed"), day=TODAY, scan=wrong
        )
    assert answer.status_code == 422
    assert shows(answer, reason)
    assert notice(letter).signed_on is None
    assert StoredFile.objects.count() == before


def test_the_signed_scan_is_not_optional(office: Office, letter: Letter) -> None:
    with day():
        page = address("paper", letter, notice(letter).uid, "signed")
        answer = send(office.browser(office.cast.van), page, day=TODAY)
    assert answer.status_code == 422
    assert shows(answer, "Hãy chọn bản quét văn bản đã ký.")


def test_a_day_without_proof_is_not_taken_and_the_day_stays_typed(office: Office, letter: Letter) -> None:
    with day():
        page = address("paper", letter, notice(letter).uid, "sent")
        answer = send(office.browser(office.cast.van), page, day=TODAY, how="hand")
    assert answer.status_code == 422
    assert shows(answer, "Cần bằng chứng")
    assert f'value="{TODAY}"' in text(answer)
    assert notice(letter).sent_on is None


def test_a_day_with_its_proof_stands_on_the_page(office: Office, letter: Letter) -> None:
    with day():
        browser = office.browser(office.cast.van)
        page = address("paper", letter, notice(letter).uid, "sent")
        send(
            browser, page, day=TODAY, how="post", note="Biên lai 12 (thử)", scan=scan("bien-lai.png", "gray")
        )
        record = browser.get(address("record", letter))
        proof = browser.get(address("paper-file", letter, notice(letter).uid, "sent"))
    assert shows(record, "Bưu điện")
    assert shows(record, "Biên lai 12 (thử)")
    assert proof.headers["Content-Type"] == "image/png"


@pytest.mark.parametrize(
    ("typed", "reason"), [("2026-07-02", "ngày chưa tới"), ("2026-06-01", "không thể trước")]
)
def test_an_impossible_day_is_refused_in_words(
    office: Office, letter: Letter, typed: str, reason: str
) -> None:
    with day():
        page = address("paper", letter, notice(letter).uid, "sent")
        answer = send(office.browser(office.cast.van), page, day=typed, how="post", note="Biên lai (thử)")
    assert answer.status_code == 422
    assert reason in text(answer)


def test_a_recorded_day_is_corrected_only_with_a_reason(office: Office, letter: Letter) -> None:
    with day():
        browser = office.browser(office.cast.van)
        page = address("paper", letter, notice(letter).uid, "sent")
        send(browser, page, day=TODAY, how="post", note="Biên lai (thử)")
    with day(date(2026, 7, 3)):
        browser = office.browser(office.cast.van)
        wrong = send(browser, page, day="2026-07-02", how="post", note="Biên lai (thử)")
        assert wrong.status_code == 422
        right = send(browser, page, day="2026-07-02", how="post", note="Biên lai", correcting="Gõ nhầm (thử)")
        record = browser.get(address("record", letter))
    assert right.status_code == 302
    assert notice(letter).sent_on == date(2026, 7, 2)
    assert shows(record, "Gõ nhầm (thử)")


def test_a_double_click_records_a_day_once(office: Office, letter: Letter) -> None:
    with day():
        browser = office.browser(office.cast.van)
        page = address("paper", letter, notice(letter).uid, "sent")
        typed = {**hidden(browser.get(page)), "day": TODAY, "how": "post", "note": "Biên lai (thử)"}
        answers = [browser.post(page, typed).status_code for _ in range(2)]
    assert answers == [302, 302]
    assert (
        JournalEntry.objects.filter(record=letter.record, event="letters.letter:document_sent").count() == 1
    )


def test_of_two_officers_the_second_is_told_which_day_the_first_recorded(
    office: Office, letter: Letter
) -> None:
    with day(date(2026, 7, 3)):
        first, second = office.browser(office.cast.van), office.browser(office.cast.chi)
        page = address("paper", letter, notice(letter).uid, "sent")
        shown = hidden(second.get(page))
        send(first, page, day="2026-07-02", how="post", note="Biên lai (thử)")
        late = {**shown, "day": "2026-07-03", "how": "hand", "note": "Trao tận tay (thử)"}
        told = second.post(page, late)
        assert told.status_code == 409
        assert shows(told, "Người khác vừa ghi thứ Năm 02/07/2026.")
        assert shows(told, "Trao tận tay (thử)")
        again = second.post(page, {**late, **hidden(told), "correcting": "Trao tận tay thật (thử)"})
    assert again.status_code == 302
    assert notice(letter).sent_on == date(2026, 7, 3)


def test_receipt_of_the_decision_shows_the_citizens_own_time_before_saving(office: Office) -> None:
    with day():
        letter = office.decided()
        paper = IssuedDocument.objects.get(record=letter.record, kind="letters.decision_first")
        browser = office.browser(office.cast.van)
        page = browser.get(address("paper", letter, paper.uid, "received"))
        part = browser.get(address("paper-dates", letter, paper.uid, "received"), {"day": TODAY})
    for shown in (page, part):
        assert shows(shown, "Khiếu nại lần hai")
        assert shows(shown, "thứ Sáu 31/07/2026")


def test_papers_are_handled_by_right_and_unknown_to_strangers(office: Office, letter: Letter) -> None:
    uid = notice(letter).uid
    with day():
        lan, stranger = office.browser(office.cast.lan), office.browser(office.cast.stranger)
        assert lan.get(address("paper", letter, uid, "sent")).status_code == 403
        assert lan.post(address("paper", letter, uid, "sent"), {"day": TODAY}).status_code == 403
        assert address("paper", letter, uid, "sent") not in text(lan.get(address("record", letter)))
        for name in ("paper-docx", "paper-pdf"):
            assert stranger.get(address(name, letter, uid)).status_code == 404
        assert stranger.get(address("paper", letter, uid, "sent")).status_code == 404
        assert lan.get(address("paper-file", letter, uid, "sent")).status_code == 404, "no proof yet"


def test_the_word_file_is_a_whole_archive(office: Office, letter: Letter) -> None:
    with day():
        word = office.browser(office.cast.lan).get(address("paper-docx", letter, notice(letter).uid))
    assert zipfile.ZipFile(io.BytesIO(word.content)).testzip() is None


def test_a_voided_paper_says_so_and_offers_nothing_more(office: Office, letter: Letter) -> None:
    paper = notice(letter)
    with day():
        void_document(paper, actor=office.cast.actor(office.cast.van), on=DAY, reason="Đánh nhầm số (thử)")
        page = office.browser(office.cast.van).get(address("record", letter))
    assert shows(page, "số đã hủy")
    assert shows(page, "Đánh nhầm số (thử)")  # in the journal of the letter
    assert not shows(page, "Lưu bản đã ký")
    assert not shows(page, "Chờ ký")
