"""Two people describe one unit at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier
from typing import Any

from django.db import connection, transaction

from congtam.foundation.access.actor import Actor, system_actor
from congtam.foundation.access.models import Unit
from congtam.mechanisms.effective import Period
from congtam.registers.organisations.actions import correct_unit, describe_unit
from congtam.registers.organisations.models import UnitFacts

FOUNDED = date(2020, 3, 1)
MAINTAIN = frozenset({"organisations.maintain"})


def correct_together(unit: Unit, actor: Actor, phone: str, barrier: Barrier) -> None:
    try:
        with transaction.atomic():
            barrier.wait(timeout=20)
            correct_unit(actor=actor, unit=unit, period=Period(FOUNDED), reason="Nhầm số", phone=phone)
    finally:
        connection.close()


def test_two_corrections_at_once_follow_one_another(fresh_database: Any, django_db_blocker: Any) -> None:
    with django_db_blocker.unblock():
        unit = Unit.objects.create(code="at_once", name="Phường thử nghiệm")
        actor = system_actor("test", unit_id=unit.pk, permissions=MAINTAIN)
        describe_unit(actor=actor, unit=unit, on=FOUNDED, name="A", place="B", symbol="C", phone="0")
        barrier = Barrier(2)
        with ThreadPoolExecutor(2) as pool:
            for done in [pool.submit(correct_together, unit, actor, phone, barrier) for phone in "12"]:
                done.result(timeout=30)
        last = UnitFacts.objects.get(unit=unit)
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT phone, upper(recorded) FROM organisations_unitfacts_history ORDER BY recorded"
            )
            (first, _), (second, superseded_at) = cursor.fetchall()
    assert first == "0"
    assert {second, last.phone} == {"1", "2"}
    assert superseded_at == last.recorded_at
