"""Where the sender lies under keys of people: what nobody can look at is not guessed, and nothing is risked."""

import pytest
from django.core.exceptions import ValidationError

from congtam.casework.letters.actions import (
    MatterDetails,
    SenderDetails,
    hold_letter,
    receive_letter,
    register_letter,
)
from congtam.casework.letters.denunciation import actions
from congtam.casework.letters.denunciation.models import Source
from congtam.casework.letters.denunciation.traces import SenderLocked, check_no_trace
from congtam.casework.letters.models import Channel, Kind, Letter
from congtam.casework.letters.redaction.tests import sealed_office as offices
from congtam.casework.letters.redaction.tests.sealed_office import DAY, SENDER, SealedOffice, sealed_office
from congtam.casework.letters.tests.situations import save
from congtam.foundation.access.rls import set_scope
from congtam.project.home import Home
from tests.cast import describe_city, make_cast


@pytest.fixture
def office(home: Home, db: None, monkeypatch: pytest.MonkeyPatch) -> SealedOffice:
    """An office in which named people keep identities."""
    monkeypatch.setenv("CONGTAM_CLOCK", "2026-07-01T09:30:00")
    cast = make_cast()
    set_scope([cast.city.pk])
    describe_city(cast)
    return sealed_office(cast)


def test_while_nobody_opened_the_seal_what_is_made_public_is_refused(office: SealedOffice) -> None:
    found = offices.opened(office, offices.held(office, read=False))
    with office.acting(office.cast.chi):
        with pytest.raises(SenderLocked, match="niêm phong"):
            check_no_trace(found, {"told": "Có ba hộ."}, must=True)
        check_no_trace(found, {"told": "Có ba hộ."}, must=False)


def test_once_it_is_open_a_trace_is_found(office: SealedOffice) -> None:
    found = offices.opened(office, offices.held(office, read=False))
    with office.acting(office.hoa, unlocked=True):
        check_no_trace(found, {"told": "Có ba hộ."}, must=True)
        with pytest.raises(ValidationError):
            check_no_trace(found, {"told": f"Theo {SENDER.name}"}, must=True)


def mixed(office: SealedOffice) -> Letter:
    """A letter with a complaint and a denunciation, held."""
    with office.acting(office.cast.van, unlocked=True) as van:
        letter = receive_letter(actor=van, unit=office.cast.city, on=DAY, channel=Channel.POST).letter
        register_letter(
            letter=letter, actor=van, on=DAY, sender=SenderDetails(kind=SENDER.kind, name=SENDER.name),
            summary="Hai việc (thử)",
            matters=[
                MatterDetails(kind=Kind.COMPLAINT, summary="Mức bồi thường"),
                MatterDetails(kind=Kind.DENUNCIATION, summary="Lập khống"),
            ],
        )  # fmt: skip
        hold_letter(letter=letter, actor=van, on=DAY)
    return office.fresh(letter)


def test_a_letter_with_both_kinds_is_divided_only_with_the_key_of_who_keeps_it(office: SealedOffice) -> None:
    letter = mixed(office)
    with office.acting(office.cast.chi) as chi, pytest.raises(ValidationError, match="niêm phong"):
        actions.open_denunciation(
            letter=letter, actor=chi, on=DAY, source=Source.SIGNED, places=[2], rest_summary="Bồi thường",
            save=save(),
        )  # fmt: skip
