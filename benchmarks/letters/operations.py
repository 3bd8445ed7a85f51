"""The operations that are measured: acts as pages and jobs call them, and pages as a browser asks for them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count
from uuid import uuid4

from django.conf import settings
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from benchmarks.letters.measuring import COUNTED, WARM, Floor, Operation, measure
from benchmarks.letters.pages import send
from benchmarks.letters.people import Office, World
from congtam.casework.letters.actions import (
    MatterDetails,
    Save,
    SenderDetails,
    Signer,
    accept_letter,
    assign_letter,
    register_letter,
)
from congtam.casework.letters.lifecycle import LETTER
from congtam.casework.letters.models import Kind, Letter, SenderKind
from congtam.casework.letters.queries import PAGE_SIZE, letter_by_code
from congtam.foundation.access.actor import Actor, actor_of
from congtam.foundation.access.models import Account
from congtam.foundation.access.rls import set_scope
from congtam.foundation.access.scope import acting
from congtam.foundation.sealing import unseal
from congtam.mechanisms.lifecycle.acts import RECEIPT
from congtam.mechanisms.lifecycle.models import Record

SENDER = SenderDetails(kind=SenderKind.ONE, name="Đỗ Thị Mẫu (thử)", address="Số 1 (thử)", phone="0900000000")
SUMMARY = "Không đồng ý mức bồi thường đất (thử)"
MATTERS = (MatterDetails(kind=Kind.COMPLAINT, summary=SUMMARY),)
SIGNER = Signer(title="CHỦ TỊCH", name="Lãnh đạo 1 (thử)")
DEEP = 100
FLOOR_REPEATS = 200
Do = Callable[[int], object]


def kept(n: int) -> dict[str, int]:
    """How many letters of the measured unit the acts use up, by state."""
    each = WARM + COUNTED + n
    return {"received": 2 * each, "triaged": each}


@dataclass
class Bench:
    """Measures everything; ``errors`` says which operations failed and how."""

    world: World
    today: date
    n: int
    errors: list[str] = field(default_factory=list)
    only: str = ""

    def __post_init__(self) -> None:
        self.office: Office = self.world.measured
        self.desk = self._client(self.office.people["desk"])
        self.leader = self._client(self.office.people["leader"])
        self.overseer = self._client(self.world.overseer)
        each = WARM + COUNTED + self.n
        self._inserted = count()
        received, self.triaged = self._newest("received"), self._newest("triaged")[:each]
        self.to_act, self.to_page = received[:each], received[each : 2 * each]
        self.codes = self._tracking_codes(self.triaged)
        self.acting_desk = self.office.actor("desk", self.today)
        self.acting_leader = self.office.actor("leader", self.today)

    def run(self) -> Iterator[Operation]:
        """All operations with their floors, in an order in which each finds its letters."""
        for name, floor, do in self._all():
            if self.only and self.only not in name:
                continue
            try:
                yield measure(name, do, n=self.n, floor=self._floor(floor))
            except Exception as error:
                self.errors.append(f"{name}: {type(error).__name__}: {error}")

    def _floor(self, name: str) -> Floor:
        """Measured right before the operation, so that what else the machine does weighs on both alike."""
        doings = {"two inserts": self._two_inserts, "50 rows": self._fifty_rows, "one row": self._one_row}
        return Floor(name, measure(name, doings[name], n=FLOOR_REPEATS).cpu_ms)

    def _all(self) -> Iterator[tuple[str, str, Do]]:
        older = self._key_after(DEEP)
        address = reverse("letters:list")
        yield "list of 50, first page, one unit", "50 rows", self._page(self.desk, address)
        yield "list of 50, tab all, one unit", "50 rows", self._page(self.desk, f"{address}?tab=all")
        yield "list of 50, tab late, one unit", "50 rows", self._page(self.desk, f"{address}?tab=late")
        yield "list of 50, tab all, 20 units", "50 rows", self._page(self.overseer, f"{address}?tab=all")
        if older:
            deep = f"{address}?tab=all&before={older}"
            yield "list of 50, after 100 pages, 20 units", "50 rows", self._page(self.overseer, deep)
        yield "book of the year, one unit", "50 rows", self._page(self.desk, reverse("letters:book"))
        yield "home, desk officer", "50 rows", self._page(self.desk, reverse("home"))
        yield "home, leader", "50 rows", self._page(self.leader, reverse("home"))
        yield "register, page opened", "one row", self._of(self.desk, "letters:register", self.to_page)
        yield "register, page saved", "two inserts", self._register_page
        yield "register, act", "two inserts", self._register
        yield "accept, page opened", "one row", self._of(self.leader, "letters:step", self.triaged, "accept")
        yield "accept with its Word paper, act", "two inserts", self._accept
        yield "assign without paper, act", "two inserts", self._assign
        yield "record page", "one row", self._of(self.leader, "letters:record", self.triaged)
        yield "public tracker, letter found", "one row", self._track

    # -- pages ---------------------------------------------------------------------------------------------

    def _client(self, account: Account) -> Client:
        client = Client(headers={"Host": "localhost"})
        client.force_login(Account.objects.get(pk=account.pk), backend=settings.AUTHENTICATION_BACKENDS[0])
        return client

    def _page(self, client: Client, address: str) -> Do:
        def get(_number: int) -> None:
            response = client.get(address)
            if response.status_code != 200:
                raise RuntimeError(f"{address} answered {response.status_code}")

        return get

    def _of(self, client: Client, name: str, records: list[Record], *more: str) -> Do:
        def get(number: int) -> None:
            self._page(client, reverse(name, args=(records[number].code, *more)))(number)

        return get

    def _register_page(self, number: int) -> None:
        record = self.to_page[number]
        send(
            self.desk, reverse("letters:register", args=(record.code,)), version=record.version,
            sender_kind="one", sender_name=SENDER.name, sender_address=SENDER.address, summary=SUMMARY,
            received_on=f"{record.opened_on:%d/%m/%Y}", matters=[("complaint", SUMMARY)],
        )  # fmt: skip

    def _track(self, number: int) -> None:
        response = Client(headers={"Host": "localhost"}).post("/vi/tra-cuu/", {"code": self.codes[number]})
        if response.status_code != 200:
            raise RuntimeError(f"the tracker answered {response.status_code}")

    # -- acts ----------------------------------------------------------------------------------------------

    def _letter(self, actor: Actor, record: Record) -> Letter:
        letter = letter_by_code(actor, record.code)
        assert letter is not None
        return letter

    def _register(self, number: int) -> None:
        with acting(self.acting_desk) as actor:
            register_letter(
                letter=self._letter(actor, self.to_act[number]), actor=actor, on=self.today, sender=SENDER,
                summary=SUMMARY, matters=MATTERS, written_on=self.today - timedelta(days=9), save_key=uuid4(),
            )  # fmt: skip

    def _accept(self, number: int) -> None:
        with acting(self.acting_leader) as actor:
            letter = self._letter(actor, self.triaged[number])
            accept_letter(letter=letter, actor=actor, on=self.today, signer=SIGNER, save=Save(key=uuid4()))

    def _assign(self, number: int) -> None:
        with acting(self.acting_leader) as actor:
            assign_letter(
                letter=self._letter(actor, self.triaged[number]), actor=actor, on=self.today, signer=None,
                handler=self.office.people["case"], task="Xác minh tại chỗ (thử).", save=Save(key=uuid4()),
            )  # fmt: skip

    # -- floors --------------------------------------------------------------------------------------------

    def _two_inserts(self, _number: int) -> None:
        unit_id = self.office.unit.pk
        with transaction.atomic():
            set_scope([unit_id])
            with connection.cursor() as cursor:
                cursor.execute(
                    "INSERT INTO sealing_datakey (unit_id, wrapped, key_id, created_at) VALUES (%s, %s, %s, now())",
                    [unit_id, b"x" * 76, "file:00000000"],
                )
                cursor.execute(
                    "INSERT INTO numbering_counter (unit_id, series, scope, last) VALUES (%s, 'bench', %s, 1)",
                    [unit_id, str(next(self._inserted))],
                )

    def _fifty_rows(self, _number: int) -> None:
        self._select(
            "WHERE unit_id = %s AND kind = %s ORDER BY id DESC LIMIT 50", self.office.unit.pk, LETTER.kind
        )

    def _one_row(self, number: int) -> None:
        self._select("WHERE code = %s", self.triaged[number % len(self.triaged)].code)

    def _select(self, condition: str, *params: int | str) -> None:
        with transaction.atomic():
            set_scope([self.office.unit.pk])
            with connection.cursor() as cursor:
                cursor.execute(f"SELECT * FROM lifecycle_record {condition}", params)
                cursor.fetchall()

    # -- which letters -------------------------------------------------------------------------------------

    def _newest(self, state: str) -> list[Record]:
        with acting(self.office.actor("desk", self.today)):
            found = Record.objects.filter(unit=self.office.unit, state=state)
            return list(
                found.filter(opened_on__gte=self.today - timedelta(days=3))
                .select_related("data_key")
                .order_by("-pk")
            )

    def _tracking_codes(self, records: list[Record]) -> list[str]:
        keyed = [(record.data_key, bytes(record.receipt_sealed or b"")) for record in records]
        return [unseal(key, sealed, context=RECEIPT).decode() for key, sealed in keyed]

    def _key_after(self, pages: int) -> int | None:
        with acting(actor_of(self.world.overseer, on=self.today)):
            keys = Record.objects.order_by("-pk").values_list("pk", flat=True)
            return next(iter(keys[pages * PAGE_SIZE - 1 : pages * PAGE_SIZE]), None)
