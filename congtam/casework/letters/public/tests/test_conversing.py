"""An office and a sender who is known by a code alone write to each other."""

import io
import re
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test import Client

from congtam.casework.letters.actions import hold_letter, register_letter, triage_letter
from congtam.casework.letters.models import Competence, Kind, Letter
from congtam.casework.letters.public.actions import handle_messages, write_to_sender
from congtam.casework.letters.public.code_keys import private_of, public_of
from congtam.casework.letters.public.models import CodeKey, Message
from congtam.casework.letters.public.reading import messages_for_office
from congtam.casework.letters.public.tests import citizen
from congtam.casework.letters.public.waiting import messages_waiting
from congtam.casework.letters.receiving import receipt_of
from congtam.casework.letters.tests import situations
from congtam.foundation import clock
from congtam.foundation.access.actor import NotPermitted
from congtam.foundation.access.models import Account
from congtam.foundation.access.rls import set_scope
from congtam.foundation.files.cleaning import traces
from congtam.foundation.files.store import read_plain
from congtam.mechanisms.lifecycle.models import JournalEntry, Record
from tests.cast import PASSWORD, Cast

QUESTION = "Việc đó xảy ra lúc mấy giờ, ai chứng kiến (thử)?"
ANSWER = "Khoảng chín giờ sáng, có bà Hàng Xóm (thử) đứng đó."
COMPLAINT = (situations.COMPLAINT,)


def inside(cast: Cast) -> None:
    set_scope([cast.city.pk])


def the_letter(cast: Cast) -> Letter:
    inside(cast)
    return Letter.objects.select_related("record__data_key", "record__unit").latest("pk")


def asked(cast: Cast, letter: Letter, *, by: Account | None = None, text: str = QUESTION) -> Message:
    """A question of the office."""
    inside(cast)
    actor = cast.actor(by or cast.chi)
    return write_to_sender(record=letter.record, actor=actor, on=clock.today(), text=text, save_key=uuid4())


def answer(code: str, text: str = ANSWER, *, key: UUID | None = None, files: Any = ()) -> Any:
    data = {"code": code, "text": text, "save_key": str(key or uuid4()), "files": list(files)}
    return citizen.post(citizen.ANSWER, data)


def story(code: str) -> str:
    return str(citizen.post(citizen.TRACK, {"code": code}).content.decode())


# -- to and fro -----------------------------------------------------------------------------------------------


def test_a_question_is_read_with_the_code_and_answered_with_evidence(cast: Cast) -> None:
    code = citizen.sent()
    letter = the_letter(cast)
    asked(cast, letter)
    assert QUESTION in story(code)
    taken = citizen.photo()
    page = answer(code, files=[taken])
    assert page.status_code == 200
    assert "Cơ quan đã nhận những gì anh/chị vừa gửi." in page.content.decode()
    inside(cast)
    found = messages_for_office(letter.record)
    assert [each.text for each in found] == [QUESTION, ANSWER]
    (kept,) = found[1].files
    assert not traces(read_plain(kept.file))


def test_what_the_sender_wrote_is_not_shown_to_whoever_finds_the_code(cast: Cast) -> None:
    code = citizen.sent()
    answer(code)
    assert ANSWER not in story(code)
    assert citizen.TEXT not in story(code)
    assert "Đã gửi." in story(code)


def test_the_same_sending_is_one_message(cast: Cast) -> None:
    code, key = citizen.sent(), uuid4()
    answer(code, key=key), answer(code, key=key)
    inside(cast)
    assert Message.objects.count() == 1


def test_an_empty_message_is_not_sent_and_a_wrong_file_keeps_the_words(cast: Cast) -> None:
    code = citizen.sent()
    assert answer(code, " ").status_code == 422
    page = answer(code, files=[io.BytesIO(b"khong phai anh")])
    assert page.status_code == 422
    assert ANSWER in page.content.decode()
    inside(cast)
    assert Message.objects.count() == 0


def test_a_wrong_code_writes_nothing_and_is_counted_as_a_wrong_code(cast: Cast) -> None:
    citizen.sent()
    for _ in range(6):
        assert answer("KKKK-KKKK-KKKK-KKKK").status_code == 404
    assert answer("KKKK-KKKK-KKKK-KKKK").status_code == 429
    inside(cast)
    assert Message.objects.count() == 0


def test_months_later_the_sender_still_writes(cast: Cast) -> None:
    code = citizen.sent()
    with clock.frozen(clock.today() + timedelta(days=200)):
        assert answer(code).status_code == 200


def test_whoever_holds_a_code_cannot_fill_a_record(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    from congtam.casework.letters.public.actions import conversing

    monkeypatch.setattr(conversing, "MOST_WAITING", 1)
    code = citizen.sent()
    answer(code)
    page = answer(code)
    assert page.status_code == 422
    assert "Hãy chờ trả lời rồi nhắn tiếp" in page.content.decode()


def test_a_letter_that_came_by_post_converses_by_the_code_of_its_slip(cast: Cast) -> None:
    letter = situations.registered(cast, on=clock.today())
    code = receipt_of(letter)
    asked(cast, letter)
    assert QUESTION in story(code)


def test_every_kind_of_letter_shows_the_same_part_of_the_page(cast: Cast) -> None:
    def part(letter: Letter) -> str:
        code = receipt_of(letter)
        found = re.search(
            r'<section class="ct-card" aria-labelledby="talk".*?</section>', story(code), re.DOTALL
        )
        assert found
        inside(cast)
        return re.sub(r'name="save_key" value="[^"]+"', "", found[0]).replace(code, "mã")

    on = clock.today()
    matters = (situations.MatterDetails(kind=Kind.DENUNCIATION, summary="Tố cáo (thử)"),)
    held = situations.registered(cast, on=on, matters=matters)
    hold_letter(letter=held, actor=cast.actor(cast.chi), on=on)
    assert part(held) == part(situations.triaged(cast, on=on)) == part(situations.received(cast, on=on))


# -- keys -----------------------------------------------------------------------------------------------------


def test_only_the_code_opens_what_the_office_wrote(cast: Cast) -> None:
    code = citizen.sent()
    asked(cast, the_letter(cast))
    key = CodeKey.objects.get()
    assert public_of(code.lower().replace("-", " "), salt=bytes(key.salt)) == bytes(key.public)
    assert public_of("KKKK-KKKK-KKKK-KKKK", salt=bytes(key.salt)) != bytes(key.public)
    assert bytes(private_of(code, salt=b"x" * 16).public_key) != bytes(key.public)


def test_neither_the_code_nor_its_private_key_lies_in_the_database(cast: Cast) -> None:
    code = citizen.sent()
    asked(cast, the_letter(cast))
    answer(code)
    inside(cast)
    private = bytes(private_of(code, salt=bytes(CodeKey.objects.get().salt)))
    held = everything()
    for secret in (code.encode(), code.replace("-", "").encode(), private, private.hex().encode(),
                   ANSWER.encode(), QUESTION.encode(), citizen.TEXT.encode()):  # fmt: skip
        assert secret not in held
        assert secret.hex().encode() not in held


def everything() -> bytes:
    """All rows of all tables that the application may read, as text."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace"
            " AND has_table_privilege(oid, 'select')"
        )
        tables = [row[0] for row in cursor.fetchall()]
        found: list[str] = []
        for table in tables:
            cursor.execute(f'SELECT t::text FROM "{table}" t')
            found.extend(row[0] for row in cursor.fetchall())
    return "\n".join(found).encode()


def test_nothing_says_whether_the_sender_has_read(cast: Cast) -> None:
    code = citizen.sent()
    asked(cast, the_letter(cast))
    before = everything()
    assert QUESTION in story(code)
    inside(cast)
    assert everything() == before


def test_a_message_keeps_a_day_and_no_time(cast: Cast) -> None:
    assert not [
        field for field in Message._meta.concrete_fields if "time" in field.get_internal_type().lower()
    ]


# -- who reads, who writes ------------------------------------------------------------------------------------


def test_the_journal_says_that_something_was_written_and_not_what(cast: Cast) -> None:
    code = citizen.sent()
    letter = the_letter(cast)
    asked(cast, letter)
    answer(code)
    inside(cast)
    entries = JournalEntry.objects.filter(record=letter.record, event__contains="message").order_by("seq")
    assert [each.event.partition(":")[2] for each in entries] == ["message_sent", "message_received"]
    assert [each.actor_id for each in entries] == [cast.chi.pk, None]
    assert [each.payload for each in entries] == [{}, {"files": 0}]
    assert not [note for each in entries for note in each.notes.all()]


def test_a_new_message_is_a_line_without_name_or_content_for_whoever_has_the_record(cast: Cast) -> None:
    code = citizen.sent()
    letter = the_letter(cast)
    answer(code)
    inside(cast)
    (line,) = messages_waiting(cast.actor(cast.chi))
    assert letter.record.code in line.title
    assert ANSWER not in line.text + line.title
    assert line.action_url.endswith("#messages")


def test_an_answer_takes_the_line_away_and_so_does_having_seen_it(cast: Cast) -> None:
    code = citizen.sent()
    letter = the_letter(cast)
    answer(code)
    asked(cast, letter)
    assert not list(messages_waiting(cast.actor(cast.chi)))
    answer(code)
    inside(cast)
    assert handle_messages(record=letter.record, actor=cast.actor(cast.chi), on=clock.today()) == 1
    assert not list(messages_waiting(cast.actor(cast.chi)))


def test_whoever_has_not_the_right_neither_writes_nor_is_shown_the_panel(cast: Cast) -> None:
    from congtam.casework.letters.public.office import conversation_panel

    letter = situations.registered(cast, on=clock.today())
    with pytest.raises(NotPermitted):
        asked(cast, letter, by=cast.stranger)
    assert conversation_panel(letter.record, cast.actor(cast.stranger)) is None
    assert conversation_panel(letter.record, cast.actor(cast.chi)) is not None


def test_another_office_sees_no_message_with_the_policy_removed(cast: Cast) -> None:
    answer(citizen.sent())
    set_scope([cast.other.pk])
    assert not Message.objects.exists()
    assert not CodeKey.objects.exists()


def test_whoever_is_excluded_from_the_record_sees_no_message(cast: Cast) -> None:
    answer(citizen.sent())
    record = the_letter(cast).record
    assert Message.objects.exists()
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('congtam.hidden', %s, true)", [f"{{{record.pk}}}"])
    assert not Record.objects.filter(pk=record.pk).exists()
    assert not Message.objects.exists()
    assert not CodeKey.objects.exists()


def test_the_page_of_the_record_shows_the_conversation_and_sends_a_question(cast: Cast) -> None:
    code = citizen.sent()
    letter = the_letter(cast)
    answer(code, files=[citizen.photo()])
    browser = Client()
    browser.login(username="chi", password=PASSWORD)
    page = browser.get(f"/letters/{letter.record.code}/").content.decode()
    assert "Trao đổi với người gửi" in page
    assert ANSWER in page
    picture = re.search(r'href="(/messages/[^"]+\.png)"', page)
    assert picture
    assert browser.get(picture[1]).headers["Content-Type"] == "image/png"
    done = browser.post(f"/messages/{letter.record.code}/", {"text": QUESTION, "save_key": str(uuid4())})
    assert done.status_code == 302
    assert QUESTION in story(code)
    assert browser.post(f"/messages/{letter.record.code}/", {"text": ""}).status_code == 422


def test_the_page_of_a_record_of_another_office_is_not_there(cast: Cast) -> None:
    citizen.sent()
    letter = the_letter(cast)
    browser = Client()
    browser.login(username="khach", password=PASSWORD)
    assert browser.get(f"/messages/{letter.record.code}/").status_code == 404
    assert browser.post(f"/messages/{letter.record.code}/handled/").status_code == 404


def test_messages_stay_readable_once_the_letter_was_opened(cast: Cast) -> None:
    code, on = citizen.sent(), clock.today()
    letter = the_letter(cast)
    answer(code)
    inside(cast)
    register_letter(
        letter=letter, actor=cast.actor(cast.van), on=on, sender=situations.SENDER, summary="Khiếu nại (thử)",
        matters=COMPLAINT,
    )  # fmt: skip
    triage_letter(
        letter=letter, actor=cast.actor(cast.chi), on=on, competence=Competence.OURS, matters=COMPLAINT,
        handler=cast.chi,
    )  # fmt: skip
    assert [each.text for each in messages_for_office(letter.record)] == [ANSWER]
