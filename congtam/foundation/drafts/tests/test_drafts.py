"""Drafts are kept for their author alone, and nothing of them can be read in the database."""

from datetime import date

import pytest
from django.db import transaction

from congtam.foundation import clock
from congtam.foundation.access.actor import NotPermitted, system_actor
from congtam.foundation.access.rls import set_scope
from congtam.foundation.drafts import keeping
from congtam.foundation.drafts.keeping import DraftTooLong, drop_draft, load_draft, save_draft
from congtam.foundation.drafts.models import Draft
from congtam.foundation.sealing.models import DataKey, new_data_key
from congtam.project.home import Home
from tests.cast import Cast, make_cast

KEY = "letters.register:K7QX-P3MA"
TYPED = {"sender_name": ["Đỗ Thị Thử Nghiệm"], "summary": ["Khiếu nại đất"]}


@pytest.fixture
def cast(home: Home, db: None) -> Cast:
    cast = make_cast()
    set_scope([cast.city.pk])
    return cast


def test_a_draft_comes_back_as_it_was_typed_and_says_when(cast: Cast) -> None:
    van = cast.actor(cast.van)
    with clock.frozen("2026-11-23T10:42"):
        save_draft(actor=van, key=KEY, unit=cast.city, content=TYPED)
        kept = load_draft(actor=van, key=KEY)
        assert kept is not None
        assert kept.content == TYPED
        assert kept.notice == "Khôi phục bản nháp lúc 10:42."
    with clock.frozen(date(2026, 11, 24)):
        assert kept.time == "10:42 23/11/2026"


def test_nothing_that_was_typed_can_be_read_in_the_database(cast: Cast) -> None:
    save_draft(actor=cast.actor(cast.van), key=KEY, unit=cast.city, content=TYPED)
    assert "Thử".encode() not in bytes(Draft.objects.get().sealed)


def test_nobody_else_sees_the_draft(cast: Cast) -> None:
    save_draft(actor=cast.actor(cast.van), key=KEY, unit=cast.city, content=TYPED)
    assert load_draft(actor=cast.actor(cast.lan), key=KEY) is None
    drop_draft(actor=cast.actor(cast.lan), key=KEY)
    assert load_draft(actor=cast.actor(cast.van), key=KEY) is not None


def test_bytes_put_into_the_draft_of_somebody_else_do_not_open(cast: Cast) -> None:
    for account in (cast.van, cast.chi):
        save_draft(actor=cast.actor(account), key=KEY, unit=cast.city, content=TYPED)
    van = Draft.objects.get(account=cast.van)
    Draft.objects.filter(account=cast.chi).update(sealed=van.sealed, data_key=van.data_key)
    assert load_draft(actor=cast.actor(cast.chi), key=KEY) is None


def test_one_draft_a_form_with_one_key(cast: Cast) -> None:
    van = cast.actor(cast.van)
    before = DataKey.objects.count()
    for text in ("a", "ab", "abc"):
        save_draft(actor=van, key=KEY, unit=cast.city, content={"summary": [text]})
    assert Draft.objects.count() == 1
    assert DataKey.objects.count() == before + 1
    kept = load_draft(actor=van, key=KEY)
    assert kept is not None
    assert kept.content == {"summary": ["abc"]}


def test_a_draft_about_a_record_is_sealed_with_the_key_of_the_record(cast: Cast) -> None:
    van, key = cast.actor(cast.van), new_data_key(unit=cast.city)
    save_draft(actor=van, key=KEY, unit=cast.city, content=TYPED, data_key=key)
    assert Draft.objects.get().data_key == key
    assert load_draft(actor=van, key=KEY) is not None


def test_a_dropped_draft_is_gone(cast: Cast) -> None:
    van = cast.actor(cast.van)
    save_draft(actor=van, key=KEY, unit=cast.city, content=TYPED)
    drop_draft(actor=van, key=KEY)
    assert load_draft(actor=van, key=KEY) is None
    assert not Draft.objects.exists()


def test_more_than_a_person_types_is_refused_and_the_draft_before_stays(cast: Cast) -> None:
    van = cast.actor(cast.van)
    save_draft(actor=van, key=KEY, unit=cast.city, content=TYPED)
    with pytest.raises(DraftTooLong):
        save_draft(actor=van, key=KEY, unit=cast.city, content={"summary": ["x" * keeping.MOST_BYTES]})
    kept = load_draft(actor=van, key=KEY)
    assert kept is not None
    assert kept.content == TYPED


def test_a_part_of_the_system_keeps_no_draft(cast: Cast) -> None:
    with pytest.raises(NotPermitted):
        save_draft(actor=system_actor("tests", unit_id=cast.city.pk), key=KEY, unit=cast.city, content=TYPED)


def test_the_database_hides_drafts_of_units_out_of_scope(cast: Cast) -> None:
    save_draft(actor=cast.actor(cast.van), key=KEY, unit=cast.city, content=TYPED)
    with transaction.atomic():
        set_scope([cast.other.pk])
        assert not Draft.objects.exists()
