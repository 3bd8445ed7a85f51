"""A letter handed over from the city to the other office, committed, with the real job in the worker's own role."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import uuid4

from conftest import _point_django
from congtam.casework.letters import tasks
from congtam.casework.letters.actions import Receiver, hand_over_letter
from congtam.casework.letters.models import Letter
from congtam.casework.letters.tests import situations
from congtam.foundation import clock
from congtam.foundation.access.models import Account
from congtam.foundation.access.scope import acting
from congtam.mechanisms.lifecycle.models import Record
from tests.cast import Cast

#: the unit ended on a Monday (invented); what came before is the example of the tests of clocks
RECEIVED, ACCEPTED, HANDED = date(2026, 7, 1), date(2026, 7, 6), date(2026, 7, 27)
MINUTES = "05/BB-BG"


@dataclass(frozen=True)
class TwoOffices:
    """The city hands over, the other office goes on. The addresses are those of the database's roles."""

    cast: Cast
    app: str
    worker: str

    @contextmanager
    def city(self, on: date) -> Iterator[None]:
        with clock.frozen(on), self.cast.acting(self.cast.lan, on):
            yield

    @contextmanager
    def other(self, on: date) -> Iterator[None]:
        with clock.frozen(on), self.cast.acting(self.cast.stranger, on):
            yield

    def hand_over(
        self, letter: Letter, *, receiver: Receiver | None = None, by: Account | None = None
    ) -> None:
        with self.city(HANDED):
            hand_over_letter(
                letter=Letter.objects.select_related("record__data_key").get(pk=letter.pk),
                actor=self.cast.actor(by or self.cast.lan), on=HANDED,
                receiver=receiver or Receiver(unit=self.cast.other), symbol=MINUTES,
                reason="Đơn vị kết thúc hoạt động (thử).", save=situations.save(),
            )  # fmt: skip

    def run_job(self, *, times: int = 1) -> None:
        """What the worker does with the one job that was deferred."""
        (job,) = queued()
        _point_django(self.worker)
        try:
            with clock.frozen(HANDED):
                for _each in range(times):
                    tasks.take_over(**job)
        finally:
            _point_django(self.app)

    def go_on(self, letter: Letter, *, times: int = 1) -> Letter:
        """Hand over, let the job run, and give what the other office has."""
        self.hand_over(letter)
        self.run_job(times=times)
        with acting(self.cast.actor(self.cast.stranger)):
            found = Letter.objects.select_related("record__data_key", "unit").filter(unit=self.cast.other)
            return found.get()

    def accepted(self) -> Letter:
        with self.city(ACCEPTED):
            return situations.accepted(self.cast, on=ACCEPTED)

    def old(self, letter: Letter) -> Record:
        with acting(self.cast.actor(self.cast.lan)):
            return Record.objects.select_related("continuation__to_unit", "data_key").get(pk=letter.pk)


def queued(name: str = "letters.take_over") -> list[dict[str, Any]]:
    from procrastinate.contrib.django.models import ProcrastinateJob

    return [job.args for job in ProcrastinateJob.objects.filter(task_name=name).order_by("id")]


def form(**typed: Any) -> dict[str, Any]:
    """What the form of handing over sends."""
    return {"symbol": MINUTES, "reason": "Thẩm quyền chuyển đi (thử).", "on": "27/07/2026",
            "save_key": str(uuid4()), **typed}  # fmt: skip
