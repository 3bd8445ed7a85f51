"""Invents letters as rows of the database: whole histories with journal chains that verify."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cache
from random import Random
from typing import Any

from benchmarks.letters import phrases
from benchmarks.letters.people import POSTS, Office, World
from benchmarks.letters.roads import COMPLAINTS, FINAL, ROADS, TAKEN_BY, road
from congtam.casework.letters.actions.registering import BOOK
from congtam.casework.letters.lifecycle import LETTER
from congtam.casework.letters.models import Channel, Competence, Kind, Letter, Matter, Outcome, SenderKind
from congtam.casework.letters.sender import CONTEXT
from congtam.foundation import clock
from congtam.foundation.sealing import lookup_mac, seal, seal_json
from congtam.foundation.sealing.holders import wrap_new_key
from congtam.foundation.sealing.models import DataKey
from congtam.foundation.text import sort_key
from congtam.mechanisms import rulebook
from congtam.mechanisms.lifecycle import clocks
from congtam.mechanisms.lifecycle.acts import RECEIPT
from congtam.mechanisms.lifecycle.codes import ALPHABET, CODE_LENGTH, RECEIPT_LENGTH, grouped
from congtam.mechanisms.lifecycle.facts import Facts
from congtam.mechanisms.lifecycle.journal import entry_hash
from congtam.mechanisms.lifecycle.models import Deadline, JournalEntry, Record

FIRST_DAY = date(2019, 1, 2)
#: the measured unit gets one letter in ten, so that it has pages to turn
BIG = 0.1
Row = dict[str, Any]
Rows = dict[type, list[Row]]


@dataclass(kw_only=True)
class Case:
    """One letter while it is invented."""

    number: int
    office: Office
    road: str
    received_on: date
    rng: Random
    code: str = ""
    receipt: str = ""
    matters: list[Row] = field(default_factory=list)
    days: dict[str, date] = field(default_factory=dict)

    @property
    def complaints(self) -> list[int]:
        return [matter["position"] for matter in self.matters if matter["kind"] == Kind.COMPLAINT]

    @property
    def opened(self) -> bool:
        """Whether the seal was opened."""
        return "triage" in self.days

    def at(self, step: str) -> datetime:
        return datetime.combine(self.days[step], time(8 + len(step) % 8, self.number % 60), clock.PLACE)


@dataclass
class Inventor:
    """Invents ``letters`` letters in the order of their days; the ids begin at 1.

    The last ones are kept for the acts that are measured: of the measured unit, as many as ``kept`` says of
    each state.
    """

    world: World
    letters: int
    today: date
    seed: int
    kept: dict[str, int]
    numbers: Counter[tuple[int, int]] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.rng = Random(self.seed)
        self._codes: set[str] = set()
        self._ids: Counter[type] = Counter()

    def batches(self, size: int) -> Iterator[Rows]:
        """All rows, by model, some letters at a time."""
        rows: Rows = defaultdict(list)
        for place, case in enumerate(self._cases(), start=1):
            self._write(case, rows)
            if place % size == 0:
                yield rows
                rows = defaultdict(list)
        yield rows

    def _cases(self) -> Iterator[Case]:
        free = self.letters - sum(self.kept.values())
        span = (self.today - FIRST_DAY).days - 3
        days = sorted(FIRST_DAY + timedelta(days=self.rng.randrange(span)) for _ in range(free))
        for number, day in enumerate(days, start=1):
            way = road(self.rng, age_days=(self.today - day).days)
            yield self._case(number, self._office(), way, day)
        number = free
        for way, many in self.kept.items():
            for _ in range(many):
                number += 1
                yield self._case(number, self.world.measured, way, self.today - timedelta(days=3))

    def _office(self) -> Office:
        if self.rng.random() < BIG:
            return self.world.measured
        return self.rng.choice(self.world.offices[1:])

    def _case(self, number: int, office: Office, way: str, day: date) -> Case:
        case = Case(number=number, office=office, road=way, received_on=day, rng=self.rng)
        case.code, case.receipt = self._code(), self._letters(RECEIPT_LENGTH)
        reached = day
        for step in ("opened", *ROADS[way]):
            case.days[step] = reached
            reached = min(reached + timedelta(days=self.rng.randint(1, 12)), self.today)
        case.matters = self._matters(case)
        return case

    def _code(self) -> str:
        while (code := self._letters(CODE_LENGTH)) in self._codes:
            pass
        self._codes.add(code)
        return code

    def _letters(self, many: int) -> str:
        return grouped("".join(self.rng.choices(ALPHABET, k=many)))

    def _matters(self, case: Case) -> list[Row]:
        if "register" not in case.days:
            return []
        other = (Kind.COMPLAINT, Kind.COMPLAINT, Kind.COMPLAINT, Kind.PETITION, Kind.REFLECTION)
        first = Kind.DENUNCIATION if case.road == "held" else Kind.COMPLAINT
        if case.road not in COMPLAINTS and case.road != "held":
            first = self.rng.choice(other)
        kinds = [first, *([Kind.COMPLAINT] if self.rng.random() < 0.2 else [])]
        settled = "decide" in case.days
        return [
            {
                "letter_id": case.number, "unit_id": case.office.unit.pk, "position": position, "kind": kind,
                "summary": phrases.subject(self.rng),
                "outcome": self.rng.choice(Outcome.values) if settled and kind == Kind.COMPLAINT else "",
            }
            for position, kind in enumerate(kinds, start=1)
        ]  # fmt: skip

    def _write(self, case: Case, rows: Rows) -> None:
        wrapped, key_id = wrap_new_key()
        key = DataKey(wrapped=wrapped, key_id=key_id)
        unit_id = case.office.unit.pk
        rows[DataKey].append(
            {
                "id": case.number, "unit_id": unit_id, "wrapped": wrapped, "key_id": key_id,
                "created_at": case.at("opened"),
            }
        )  # fmt: skip
        entries = _entries(case)
        rows[Record].append(self._record(case, key, entries))
        rows[Letter].append(_letter(case, key))
        for model, found in ((Matter, case.matters), (JournalEntry, entries), (Deadline, _deadlines(case))):
            rows[model].extend(self._numbered(model, found))

    def _numbered(self, model: type, found: list[Row]) -> Iterator[Row]:
        for row in found:
            self._ids[model] += 1
            yield {"id": self._ids[model], **row}

    def _record(self, case: Case, key: DataKey, entries: list[Row]) -> Row:
        last = list(case.days)[-1]
        return {
            "id": case.number, "kind": LETTER.kind, "unit_id": case.office.unit.pk, "code": case.code,
            "state": case.road, "level": "sealed" if case.road == "held" else "ordinary",
            "subject": case.matters[0]["summary"] if case.matters else "",
            "holder_id": case.office.people["case"].pk if case.opened else None,
            "opened_on": case.received_on, "opened_at": case.at("opened"),
            "closed_on": case.days[last] if case.road in FINAL else None,
            **self._booked(case),
            "version": len(entries) - 1, "head": entries[-1]["hash"], "length": len(entries),
            "data_key_id": case.number, "receipt_mac": lookup_mac(case.receipt, purpose=RECEIPT),
            "receipt_sealed": seal(key, case.receipt.encode(), context=RECEIPT),
        }  # fmt: skip

    def _booked(self, case: Case) -> Row:
        if "register" not in case.days:
            return {}
        scope = case.office.unit.pk, case.days["register"].year
        self.numbers[scope] += 1
        return {"book": BOOK, "book_year": scope[1], "number": self.numbers[scope]}


def _entries(case: Case) -> list[Row]:
    found: list[Row] = []
    state, previous = "", b""
    for seq, step in enumerate(case.days, start=1):
        payload, state = _payload(case, step, state)
        role = TAKEN_BY[step]
        facts: Row = {
            "event": f"{LETTER.kind}:{step}", "at": case.at(step), "on": case.days[step], "system": "",
            "post_title": POSTS[role][0], "payload": payload, "previous": previous,
        }  # fmt: skip
        actor = case.office.people[role].pk
        previous = entry_hash(record=case.code, seq=seq, actor=actor, **facts)
        found.append(
            {
                **facts, "payload": _json(payload), "record_id": case.number, "unit_id": case.office.unit.pk,
                "seq": seq, "actor_id": actor, "hash": previous,
            }
        )  # fmt: skip
    return found


def _payload(case: Case, step: str, state: str) -> tuple[Row, str]:
    if step == "opened":
        return {"channel": Channel.POST.value}, LETTER.initial
    target = LETTER.step(step).target
    payload: Row = {"from": state, "to": target}
    if step in ("register", "triage"):
        payload["matters"] = [
            {"kind": str(matter["kind"].value), "complex": False, "remote": False} for matter in case.matters
        ]
    return payload, target


def _letter(case: Case, key: DataKey) -> Row:
    row: Row = {
        "record_id": case.number, "unit_id": case.office.unit.pk, "channel": Channel.POST,
        "received_on": case.received_on, "decided_on": case.days.get("decide"),
        "answered_on": case.days.get("answer"),
    }  # fmt: skip
    if "register" not in case.days:
        return row
    sender = {"name": phrases.name(case.rng), "address": phrases.address(case.rng), "phone": "0900000000"}
    row |= {"sender_kind": SenderKind.ONE, "concerned": "Đơn vị liên quan (thử)"}
    if not case.opened:
        return row | {"sealed": seal_json(key, sender, context=CONTEXT)}
    guided = case.road == "guided"
    return row | {
        "opened_at": case.at("triage"), "sender_name": sender["name"], "sender_address": sender["address"],
        "sender_phone": sender["phone"], "sender_sort": sort_key(sender["name"])[:250],
        "text": phrases.text(case.rng), "competence": Competence.OTHER if guided else Competence.OURS,
        "competent_body": "Cơ quan khác (thử)" if guided else "",
        "refusal_grounds": ["out_of_time"] if case.road == "refused" else [],
    }  # fmt: skip


#: when a duty begins, and which steps meet it
DUTIES = (
    ("letters.process", "opened", ("accept", "refuse", "guide"), False),
    ("complaint.accept", "register", ("accept", "refuse", "guide"), True),
    ("complaint.settle", "accept", ("decide",), True),
    ("complaint.send_decision", "decide", ("answer",), True),
)


def _deadlines(case: Case) -> list[Row]:
    found = []
    for duty, begins, met_by, of_complaints in DUTIES:
        if begins not in case.days:
            continue
        event_on = case.received_on if begins == "register" else case.days[begins]
        stored = _computed(duty, event_on)
        met = next((case.days[step] for step in met_by if step in case.days), None)
        state = _state(case, met)
        for item in case.complaints if of_complaints else (0,):
            if stored:
                found.append(
                    {
                        "record_id": case.number, "unit_id": case.office.unit.pk, "item": item, "duty": duty,
                        "state": state, "event_on": event_on, "met_on": met, **stored,
                    }
                )  # fmt: skip
    return found


def _state(case: Case, met: date | None) -> Deadline.State:
    if case.road == "voided":
        return Deadline.State.CANCELLED
    return Deadline.State.MET if met else Deadline.State.OPEN


@cache
def _computed(duty: str, event_on: date) -> Row | None:
    """The dates as the product itself would store them; None where no rule was in force."""
    try:
        found = rulebook.clock(duty, event=event_on)
    except rulebook.NotInForce:
        return None
    stored = clocks.stored(found)  # the very columns that the acts write
    return {**stored, "explanation": _json(stored["explanation"]), "facts": _json(Facts().to_json())}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
