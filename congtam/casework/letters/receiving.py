"""Receiving a file from outside a page: the command line today, a watched folder or a mailbox later."""

# untranslated: messages of the command line, which speaks Vietnamese

from contextlib import closing
from datetime import date
from pathlib import Path
from time import monotonic, sleep

from congtam.casework.letters.actions import Received, receive_letter
from congtam.casework.letters.models import Channel, Letter, Scan
from congtam.casework.letters.scan_reading import read_scan
from congtam.foundation import clock
from congtam.foundation.access.actor import Actor, actor_of, system_actor
from congtam.foundation.access.models import Account, Unit
from congtam.foundation.access.scope import acting
from congtam.foundation.commands import CommandError
from congtam.foundation.files.refusal import RefusedFile
from congtam.foundation.sealing import unseal
from congtam.mechanisms.lifecycle.acts import RECEIPT

INTAKE = "letters.intake"
WAIT_SECONDS = 300
#: what a caller learns of a scan that was not read yet
PENDING = {Scan.State.QUEUED: "queued", Scan.State.READING: "queued"}


def receive_file(
    *, file: Path, channel: str, unit_code: str, received: str | None, username: str | None
) -> Received:
    """Receive one file for a unit. Raises LookupError (unit, account), CommandError (exit 2)."""
    unit = Unit.objects.filter(code=unit_code).first()
    if unit is None:
        raise LookupError(f"không có đơn vị mang mã {unit_code}")
    with acting(_actor(unit, username)) as actor, closing(file.open("rb")) as stream:
        try:
            return receive_letter(
                actor=actor,
                unit=unit,
                on=_day(received),
                channel=Channel(channel),
                source=stream,
                name=file.name,
            )
        except RefusedFile as refused:
            raise CommandError(refused.code, refused.message, refused.hint) from None


def _actor(unit: Unit, username: str | None) -> Actor:
    if username is None:
        return system_actor(INTAKE, unit_id=unit.pk, permissions=frozenset({"letters.receive"}))
    account = Account.objects.filter(username=username, is_active=True).first()
    if account is None:
        raise LookupError(f"không có tài khoản {username}")
    actor = actor_of(account, on=clock.today())
    if not actor.may("letters.receive", unit):
        raise CommandError("not_permitted", f"{username} không được tiếp nhận đơn của {unit.code}")
    return actor


def _day(received: str | None) -> date:
    if received is None:
        return clock.today()
    try:
        day = date.fromisoformat(received)
    except ValueError:
        raise CommandError("bad_date", f"ngày đến “{received}” không đúng dạng YYYY-MM-DD") from None
    if day > clock.today():
        raise CommandError("future_date", "ngày đến không thể sau hôm nay", "kiểm tra lại ngày trên dấu đến")
    return day


def receipt_of(letter: Letter) -> str:
    """The citizen's tracking code; empty where it went with the record's content."""
    record = letter.record
    if record.receipt_sealed is None:
        return ""
    return unseal(record.data_key, bytes(record.receipt_sealed), context=RECEIPT).decode()


def reading_state(letter: Letter, *, wait: bool) -> str:
    """ "queued", "done", "unavailable" or "failed".

    With ``wait`` only after the reading ended, which happens here where no worker is alive.
    """
    actor = system_actor(INTAKE, unit_id=letter.unit_id)
    state = _state(letter, actor)
    until = monotonic() + WAIT_SECONDS
    while wait and state in PENDING and monotonic() < until:
        if not worker_alive():
            _read_here(letter)
        else:
            sleep(0.5)
        state = _state(letter, actor)
    return PENDING.get(Scan.State(state), state)


def _state(letter: Letter, actor: Actor) -> str:
    with acting(actor):
        scan = letter.scans.order_by("-position").first()
    return scan.state if scan else Scan.State.UNAVAILABLE


def _read_here(letter: Letter) -> None:
    actor = system_actor("letters.reader", unit_id=letter.unit_id)
    with acting(actor):
        pending = list(letter.scans.filter(state__in=PENDING).values_list("pk", flat=True))
    for scan_id in pending:
        read_scan(scan_id=scan_id, actor=actor)


def worker_alive() -> bool:
    """Whether a worker of this installation showed a sign of life in the last half minute."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT 1 FROM procrastinate_workers WHERE last_heartbeat > now() - interval '30 seconds' LIMIT 1"
        )
        return cursor.fetchone() is not None
