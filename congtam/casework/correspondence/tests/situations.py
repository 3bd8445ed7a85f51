"""Offices and documents that tests set up through the acts. All are invented."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from congtam.casework.correspondence.actions import (
    IncomingDetails,
    OutgoingDetails,
    Paper,
    Save,
    enter_incoming,
    enter_outgoing,
)
from congtam.casework.correspondence.models import Book, Incoming, Outgoing
from congtam.foundation import clock
from congtam.foundation.access.actor import Actor, system_actor
from congtam.foundation.access.models import Unit
from congtam.foundation.access.rls import set_scope
from congtam.foundation.access.setup import add_unit
from congtam.registers.organisations.actions import close_unit, describe_unit
from tests.cast import SINCE, Cast, describe_city, make_cast

DAY = date(2026, 3, 4)
RIGHTS = frozenset(
    {
        "organisations.maintain", "correspondence.view", "correspondence.enter", "correspondence.void",
        "correspondence.export",
    }
)  # fmt: skip


def save(key: UUID | None = None, version: int | None = None) -> Save:
    return Save(key=key or uuid4(), version=version)


def city() -> Cast:
    """The cast, with the city described and in scope."""
    cast = make_cast()
    set_scope([cast.city.pk])
    describe_city(cast)
    return cast


def clerk(unit: Unit) -> Actor:
    """A part of the system with every right in the unit, for offices in which nobody of the cast has a post."""
    return system_actor("tests", unit_id=unit.pk, permissions=RIGHTS)


def committee(*, term: str = "2015-2020", since: date = SINCE) -> Unit:
    """A city committee of the Party, which counts by term."""
    unit = add_unit(code="thanh_uy", name="Thành ủy (thử)")
    set_scope([unit.pk])
    describe_unit(
        actor=clerk(unit), unit=unit, on=since, name="Thành ủy Ví Dụ (thử)", place="Ví Dụ", symbol="TU",
        numbering="term", term=term,
    )  # fmt: skip
    return unit


def congress(*, opens: date, closes: date) -> Unit:
    """A congress: a unit of its own from its opening to its closing."""
    unit = add_unit(code="dai_hoi", name="Đại hội (thử)")
    set_scope([unit.pk])
    describe_unit(
        actor=clerk(unit), unit=unit, on=opens, name="Đại hội Đảng bộ Ví Dụ (thử)", place="Ví Dụ", symbol="ĐH",
        numbering="all", term="Đại hội XXI",
    )  # fmt: skip
    close_unit(
        actor=clerk(unit), unit=unit, on=date.fromordinal(closes.toordinal() + 1), reason="Bế mạc (thử)"
    )
    return unit


def incoming_details(**changes: Any) -> IncomingDetails:
    """A report that came in."""
    given: dict[str, Any] = {
        "arrived_on": DAY, "issuer": "Phòng Tài nguyên (thử)", "symbol": "12/BC-TNMT", "dated": DAY,
        "kind": "bao_cao", "excerpt": "Báo cáo kết quả kiểm tra đất đai quý I",
    }  # fmt: skip
    return IncomingDetails(**(given | changes))


def entered(cast: Cast, *, book: Book = Book.GENERAL, paper: Paper | None = None, key: UUID | None = None,
            **changes: Any) -> Incoming:  # fmt: skip
    """An incoming document that Văn entered on the day it arrived."""
    details = incoming_details(**changes)
    with clock.frozen(max(details.arrived_on, DAY)):
        return enter_incoming(
            actor=cast.actor(cast.van), unit=cast.city, on=details.arrived_on, book=book, details=details,
            save=save(key), paper=paper,
        )  # fmt: skip


def sent_out(actor: Actor, unit: Unit, *, on: date = DAY, kind: str = "bao_cao", key: UUID | None = None,
             **changes: Any) -> Outgoing:  # fmt: skip
    """An outgoing document made outside the product, dated ``on``."""
    given: dict[str, Any] = {
        "issued_on": on,
        "kind": kind,
        "excerpt": "Báo cáo công tác tháng (thử)",
    } | changes
    with clock.frozen(max(on, DAY)):
        return enter_outgoing(
            actor=actor, unit=unit, on=on, details=OutgoingDetails(**given), save=save(key), paper=None
        )
