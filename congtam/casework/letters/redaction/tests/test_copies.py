"""Making, checking and withdrawing a working copy. Everybody here is invented."""

import io

import pytest
from django.core.exceptions import ValidationError
from PIL import Image

from congtam.casework.letters.actions import SenderDetails
from congtam.casework.letters.models import Letter, SenderKind, WorkingCopy, WorkingPage
from congtam.casework.letters.redaction import pictures, rights
from congtam.casework.letters.redaction.actions import (
    PAGE,
    Covered,
    make_copy,
    release_copy,
    withdraw_copy,
)
from congtam.casework.letters.redaction.proposing import proposed
from congtam.casework.letters.redaction.tests.sealed_office import DAY, SENDER, SealedOffice, held, opened
from congtam.foundation.access.actor import Actor, NotPermitted
from congtam.foundation.access.models import Account
from congtam.foundation.access.rls import set_scope
from congtam.foundation.files import vault
from congtam.foundation.files.models import StoredFile
from congtam.foundation.files.store import read_plain
from congtam.foundation.sealing import SealLocked, unseal
from congtam.mechanisms.lifecycle.acts import StepBlocked
from congtam.mechanisms.lifecycle.models import JournalEntry


def covered(letter: Letter, **changes: object) -> list[Covered]:
    """The pages as they are proposed."""
    found = []
    for page in proposed(letter):
        given = {"boxes": page.boxes, "text": page.text, "picture": True, **changes}
        found.append(Covered(scan=page.scan, number=page.number, turn=page.turn, **given))  # type: ignore[arg-type]
    return found


def made(office: SealedOffice, letter: Letter, by: Account | None = None, **changes: object) -> WorkingCopy:
    with office.acting(by or office.hoa, unlocked=True) as actor:
        return make_copy(letter=letter, actor=actor, on=DAY, pages=covered(letter, **changes))


def released(office: SealedOffice, letter: Letter) -> WorkingCopy:
    copy = made(office, letter)
    with office.acting(office.binh) as binh:
        release_copy(copy=copy, actor=binh, on=DAY)
    return copy


def test_boxes_are_proposed_over_the_name_the_address_and_the_telephone(office: SealedOffice) -> None:
    letter = held(office)
    with office.acting(office.hoa, unlocked=True):
        page = proposed(letter)[0]
    assert len(page.boxes) == 4, "the name twice, the address, the telephone"
    assert "[người tố cáo]" in page.text
    assert "[địa chỉ]" in page.text
    assert "[số điện thoại]" in page.text
    assert SENDER.name not in page.text


NOBODY = SenderDetails(kind=SenderKind.ANONYMOUS)


def test_who_wrote_is_covered_though_nobody_took_it_over_from_the_reading(office: SealedOffice) -> None:
    letter = held(office, details=NOBODY, proposed=True)
    with office.acting(office.hoa, unlocked=True):
        page = proposed(letter)[0]
    assert len(page.boxes) == 4, "the name twice, the address, the telephone"
    for left in (SENDER.name, "ngõ 5", SENDER.phone):
        assert left not in page.text


@pytest.mark.parametrize("left", [SENDER.name.upper(), "0900000123"])
def test_a_text_that_names_who_wrote_as_read_and_not_taken_over_is_not_kept(
    office: SealedOffice, left: str
) -> None:
    letter = held(office, details=NOBODY, proposed=True)
    with pytest.raises(ValidationError):
        made(office, letter, text=f"Theo đơn của {left} ngày 1/7")
    assert not WorkingCopy.objects.exists()


def test_what_somebody_wrote_of_the_sender_counts_before_what_was_read(office: SealedOffice) -> None:
    other = SenderDetails(
        kind=SenderKind.ONE, name="Đỗ Thị Khác", address="ngõ 9, phố Mẫu", phone="0900 000 999"
    )
    letter = held(office, details=other, proposed=True)
    with office.acting(office.hoa, unlocked=True):
        assert proposed(letter)[0].boxes == ()
    assert made(office, letter, text=f"Ông {SENDER.name} là người bị tố cáo")


def test_a_copy_is_new_pixels_in_which_what_was_covered_is_black(office: SealedOffice) -> None:
    letter = held(office)
    copy = made(office, letter, boxes=(pictures.Box(x=10, y=20, width=30, height=5),))
    page = copy.pages.select_related("file__data_key").order_by("position").first()
    assert page
    assert page.file
    content = read_plain(page.file)
    picture = Image.open(io.BytesIO(content))
    width, height = picture.size
    inside = [
        picture.getpixel((round(x * width), round(y * height)))
        for x in (0.105, 0.25, 0.395)
        for y in (0.202, 0.225, 0.248)
    ]
    assert set(inside) == {0}
    assert (picture.format, picture.mode, picture.info) == ("PNG", "L", {})
    assert width <= pictures.WIDTH


def test_a_copy_lies_under_the_key_of_the_record_and_not_under_the_seal(office: SealedOffice) -> None:
    letter = held(office)
    copy = made(office, letter)
    with office.acting(office.cast.chi):  # no key open at all
        for page in WorkingPage.objects.filter(copy=copy).select_related("file__data_key"):
            assert page.file
            assert page.file.data_key_id == letter.record.data_key_id
            assert "[người tố cáo]" in unseal(
                letter.record.data_key, bytes(page.sealed), context=PAGE
            ).decode() or (page.position > 1)
            assert read_plain(page.file).startswith(b"\x89PNG")


def test_nobody_makes_a_copy_with_a_shut_key(office: SealedOffice) -> None:
    letter = held(office)
    with office.acting(office.hoa, unlocked=True):
        pages = covered(letter)
    with office.acting(office.hoa) as hoa, pytest.raises(SealLocked):
        make_copy(letter=letter, actor=hoa, on=DAY, pages=pages)


@pytest.mark.parametrize("left", [SENDER.name, SENDER.name.upper(), "ngõ 5, hỏi", "0900000123"])
def test_a_text_that_still_names_the_sender_is_not_kept(office: SealedOffice, left: str) -> None:
    letter = held(office)
    with pytest.raises(ValidationError) as refused:
        made(office, letter, text=f"Theo đơn của {left} ngày 1/7")
    assert all(name.startswith("text-1-") for name in refused.value.error_dict)
    assert not WorkingCopy.objects.exists()


def test_a_page_of_words_alone_has_no_picture_and_needs_words(office: SealedOffice) -> None:
    letter = held(office)
    copy = made(office, letter, picture=False, text="[người tố cáo] nêu việc lập khống hồ sơ")
    assert not copy.pages.exclude(file=None).exists()
    with pytest.raises(ValidationError):
        made(office, letter, picture=False, text="  ")


def test_a_machine_that_still_reads_the_name_is_told(office: SealedOffice) -> None:
    from congtam.casework.letters import reading

    if not reading.available().ok:
        pytest.skip("no Tesseract here")
    assert 1 in made(office, held(office), boxes=()).legible
    assert not made(office, held(office, quality=61)).legible


def test_whoever_works_on_the_case_covers_and_releases_nothing(office: SealedOffice) -> None:
    letter = held(office)
    denunciation = opened(office, letter)
    letter = office.fresh(letter)
    denunciation.record.holder = office.hoa
    denunciation.record.save(update_fields=["holder"])
    with office.acting(office.hoa, unlocked=True) as hoa:
        assert not rights.may_redact(letter, hoa)
        with pytest.raises(NotPermitted):
            make_copy(letter=letter, actor=hoa, on=DAY, pages=[])
    copy = made(office, letter, by=office.binh)
    with office.acting(office.hoa, unlocked=True) as hoa, pytest.raises(NotPermitted):
        release_copy(copy=copy, actor=hoa, on=DAY)


def test_a_second_person_releases(office: SealedOffice) -> None:
    letter = held(office)
    copy = made(office, letter)
    with office.acting(office.hoa) as hoa, pytest.raises(StepBlocked):
        release_copy(copy=copy, actor=hoa, on=DAY)
    with office.acting(office.binh) as binh:
        release_copy(copy=copy, actor=binh, on=DAY)
    copy.refresh_from_db()
    assert (copy.state, copy.checked_by_id, copy.alone) == ("released", office.binh.pk, False)


def test_where_nobody_else_could_check_whoever_made_it_releases(office: SealedOffice) -> None:
    letter = held(office)
    copy = made(office, letter)
    Account.objects.filter(pk=office.binh.pk).update(is_active=False)
    with office.acting(office.hoa) as hoa:
        release_copy(copy=copy, actor=hoa, on=DAY)
    copy.refresh_from_db()
    assert copy.alone
    entry = JournalEntry.objects.filter(record=letter.record, event__endswith=":working_copy_released").get()
    assert entry.payload["alone"] is True


def test_the_database_refuses_a_release_by_whoever_made_it(office: SealedOffice) -> None:
    from django.db import IntegrityError, transaction

    letter = held(office)
    copy = made(office, letter)
    set_scope([office.cast.city.pk])
    with pytest.raises(IntegrityError), transaction.atomic():
        WorkingCopy.objects.filter(pk=copy.pk).update(state="released", checked_by=office.hoa)


def test_who_works_on_the_case_reads_it_once_it_is_released(office: SealedOffice) -> None:
    letter = held(office)
    copy = made(office, letter)
    with office.acting(office.cast.chi) as chi:
        assert not rights.may_read_copy(copy, chi)
    with office.acting(office.binh) as binh:
        release_copy(copy=copy, actor=binh, on=DAY)
    copy.refresh_from_db()
    with office.acting(office.cast.chi) as chi:
        assert rights.may_read_copy(copy, chi)


def test_a_new_version_takes_the_place_of_the_one_before(office: SealedOffice) -> None:
    letter = held(office)
    first, second = released(office, letter), released(office, letter)
    first.refresh_from_db()
    assert (first.state, second.number) == ("withdrawn", 2)
    assert not WorkingPage.objects.filter(copy=first).exists()


def test_of_a_withdrawn_copy_nothing_stays_but_its_number(
    office: SealedOffice, django_capture_on_commit_callbacks: object
) -> None:
    letter = held(office)
    copy = released(office, letter)
    names = [page.file.store_name for page in copy.pages.select_related("file") if page.file]
    with office.acting(office.binh) as binh, django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        withdraw_copy(copy=copy, actor=binh, on=DAY, reason="Còn chữ ký ở trang 1")
    set_scope([office.cast.city.pk])
    copy.refresh_from_db()
    assert (copy.state, bytes(copy.boxes)) == ("withdrawn", b"")
    assert not StoredFile.objects.filter(store_name__in=names).exists()
    assert not any(vault.path_of(name).exists() for name in names)


def test_a_copy_is_withdrawn_with_a_reason(office: SealedOffice) -> None:
    copy = released(office, held(office))
    with office.acting(office.binh) as binh, pytest.raises(ValidationError):
        withdraw_copy(copy=copy, actor=binh, on=DAY, reason=" ")


def test_the_next_version_begins_with_the_boxes_of_the_last(office: SealedOffice) -> None:
    letter = held(office)
    box = pictures.Box(x=1, y=2, width=3, height=4)
    made(office, letter, boxes=(box,))
    with office.acting(office.hoa, unlocked=True):
        assert all(page.boxes == (box,) for page in proposed(letter))
    with office.acting(office.hoa), pytest.raises(SealLocked):
        proposed(letter)


def test_the_journal_names_nobody(office: SealedOffice) -> None:
    letter = held(office)
    released(office, letter)
    set_scope([office.cast.city.pk])
    said = str(list(JournalEntry.objects.filter(record=letter.record).values_list("event", "payload")))
    assert "working_copy_made" in said
    for word in (SENDER.name, SENDER.phone, SENDER.address):
        assert word not in said


def test_a_stranger_sees_no_copy(office: SealedOffice) -> None:
    copy = released(office, held(office))
    stranger: Actor = office.actor(office.cast.stranger)
    with office.acting(office.cast.stranger):
        assert not rights.may_read_copy(copy, stranger)
        assert not WorkingCopy.objects.exists()
