"""Writing facts.

A *change* says that the world became different on a day: the past stays as it was. A *correction* says that
what the office believed of a period was wrong: it is replaced, and the office still knows what it believed
before, and since when. Which of the two it is decides whom an old document can be held against, so neither
does the work of the other.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Generic, TypeVar

from django.db import connection, transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from congtam.foundation import clock
from congtam.foundation.access.actor import Actor
from congtam.mechanisms.effective.models import ChangeKind, Fact
from congtam.mechanisms.effective.period import Period
from congtam.mechanisms.effective.sql import history_table

F = TypeVar("F", bound=Fact)


class FactRefused(ValueError):
    """The facts stay as they are; the message is for the person who wanted to write."""


class NotAChange(FactRefused):
    """A fact begins on that very day: nothing of it would stay, so it is a correction or a mistake."""

    def __init__(self, on: date) -> None:
        super().__init__(
            _("Thông tin hiện có cũng bắt đầu từ ngày %(day)s. Nếu thông tin đó sai, hãy đính chính.")
            % {"day": on.strftime("%d/%m/%Y")}
        )


class NothingDiffers(FactRefused):
    """What was given is what is believed already."""

    def __init__(self) -> None:
        super().__init__(_("Không có gì khác với thông tin hiện có."))


class ReasonMissing(FactRefused):
    """A correction says why."""

    def __init__(self) -> None:
        super().__init__(_("Hãy ghi lý do đính chính."))


@transaction.atomic
def change(
    *, model: type[F], subject: Model, on: date, actor: Actor, values: Mapping[str, Any], reason: str
) -> F:
    """From the day ``on`` the ``values`` hold; what is not named stays as it was on that day.

    The fact that held then ends there, its past untouched; the new one holds as long as the old one would
    have, or, where none held, until the next begins. Raises NotAChange, NothingDiffers, ValidationError.
    The caller has asked for the permission.
    """
    act = _begin(model, subject, actor, ChangeKind.CHANGE, reason)
    coming = act.facts(Period(on))
    standing = coming[0] if coming and coming[0].period.contains(on) else None
    if standing is not None and standing.period.start == on:
        raise NotAChange(on)
    following = coming[0].period.start if coming else None
    period = Period(on, standing.period.end if standing else following)
    fact = act.fact(period, values, base=standing)
    if standing is not None and standing.values() == fact.values():
        raise NothingDiffers
    act.replace([standing] if standing else [], period, [fact])
    return fact


@transaction.atomic
def end(*, model: type[F], subject: Model, on: date, actor: Actor, reason: str) -> None:
    """From the day ``on`` nothing holds any more: the fact of that day ends there, later ones fall away.

    Raises NotAChange where a fact begins on that day, NothingDiffers where none holds on it.
    """
    act = _begin(model, subject, actor, ChangeKind.CHANGE, reason)
    coming = act.facts(Period(on))
    if not coming or not coming[0].period.contains(on):
        raise NothingDiffers
    if coming[0].period.start == on:
        raise NotAChange(on)
    act.replace(coming, Period(on), [])


@transaction.atomic
def correct(
    *, model: type[F], subject: Model, period: Period, actor: Actor, values: Mapping[str, Any], reason: str
) -> tuple[F, ...]:
    """In the whole ``period`` the ``values`` were true; what is not named stays as it was believed.

    Facts that say so already are left alone; days of which nothing was known get a fact. Returns the new
    facts, in order. Raises ReasonMissing, NothingDiffers, ValidationError.
    """
    if not reason.strip():
        raise ReasonMissing
    act = _begin(model, subject, actor, ChangeKind.CORRECTION, reason)
    wrong: list[F] = []
    right: list[F] = []
    for part, believed in _parts(period, act.facts(period)):
        fact = act.fact(part, values, base=believed)
        if believed is not None:
            if believed.values() == fact.values():
                continue
            wrong.append(believed)
        _append(right, fact)
    if not right:
        raise NothingDiffers
    act.replace(wrong, period, right)
    return tuple(right)


def _parts(period: Period, facts: Sequence[F]) -> Iterator[tuple[Period, F | None]]:
    """``period`` in parts, in order: each with the fact that is believed of it, or None."""
    rest: Period | None = period
    for fact in facts:
        if rest and (gap := rest.cut(fact.period.start)[0]):
            yield gap, None
        if common := period.intersect(fact.period):
            yield common, fact
        rest = period.cut(fact.period.end)[1] if fact.period.end else None
    if rest:
        yield rest, None


def _append(facts: list[F], fact: F) -> None:
    """Add a fact; one that says the same and follows at once becomes part of the one before."""
    before = facts[-1] if facts else None
    if before is not None and before.period.meets(fact.period) and before.values() == fact.values():
        before.valid = Period(before.period.start, fact.period.end).to_range()
    else:
        facts.append(fact)


@dataclass(frozen=True)
class _Act(Generic[F]):
    """One act of writing: the subject is held until the transaction ends."""

    model: type[F]
    subject: Model
    actor: Actor
    kind: ChangeKind
    reason: str
    at: datetime

    def facts(self, period: Period) -> list[F]:
        """The present facts of the subject that have a day in ``period``, in order."""
        found = self.model._default_manager.filter(**{self.model.subject_field: self.subject})
        return list(found.filter(valid__overlap=period.to_range()).order_by("valid"))

    def fact(self, period: Period, values: Mapping[str, Any], *, base: F | None) -> F:
        """A new fact, checked; ``base`` gives what is not named. Raises ValidationError, TypeError."""
        known = {field.name for field in self.model.value_fields()}
        if unknown := set(values) - known:
            raise TypeError(f"{self.model.__name__} has no {', '.join(sorted(unknown))}")
        fact = self.model(**(base.values() if base else {}))
        for name, value in values.items():
            setattr(fact, name, value)
        setattr(fact, self.model.subject_field, self.subject)
        fact.valid = period.to_range()
        fact.recorded_at, fact.recorded_by = self.at, self.actor.account
        fact.change_kind, fact.reason = self.kind, self.reason
        fact.full_clean(exclude=self._given(), validate_unique=False)
        return fact

    def _given(self) -> set[str]:
        """Fields that the act fills itself, so that checking them costs no query."""
        return {field.name for field in self.model._meta.concrete_fields} - {
            field.name for field in self.model.value_fields()
        }

    def replace(self, old: Sequence[F], period: Period, new: Iterable[F]) -> None:
        """Take ``old`` out of ``period`` and put ``new`` in; the rest of ``old`` stays, as a new belief."""
        rests = [self._rest(fact, part) for fact in old for part in fact.period.without(period)]
        if old:
            self._supersede(old)
        self.model._default_manager.bulk_create([*rests, *new])

    def _rest(self, fact: F, period: Period) -> F:
        rest = self.model(**fact.values())
        setattr(rest, self.model.subject_field, self.subject)
        rest.valid, rest.recorded_at = period.to_range(), self.at
        for name in ("recorded_by_id", "change_kind", "reason"):
            setattr(rest, name, getattr(fact, name))
        return rest

    def _supersede(self, old: Sequence[F]) -> None:
        """Delete; the table's trigger writes the history and reads there who did it, when and why."""
        said = {
            "at": self.at.isoformat(),
            "by": self.actor.account_id,
            "kind": self.kind.value,
            "reason": self.reason,
        }
        _say(json.dumps(said))
        self.model._default_manager.filter(pk__in=[fact.pk for fact in old]).delete()
        _say("")  # a deletion later in the transaction is not this act's


def _say(text: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('congtam.superseding', %s, true)", [text])


def _begin(model: type[F], subject: Model, actor: Actor, kind: ChangeKind, reason: str) -> _Act[F]:
    """Hold the subject, so that acts on it follow one another, each at a later instant than the last.

    An advisory lock, for the application may not lock rows of a table that it can only read. Were two acts
    recorded at one instant, what was believed at that instant would depend on when one asks.
    """
    table, column = model._meta.db_table, model.subject_column()
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"{table}:{subject.pk}"])
        cursor.execute(
            f"SELECT greatest((SELECT max(recorded_at) FROM {quote(table)} WHERE {quote(column)} = %s),"  # noqa: S608
            f" (SELECT max(upper(recorded)) FROM {quote(history_table(table))} WHERE {quote(column)} = %s))",
            [subject.pk, subject.pk],
        )
        last: datetime | None = cursor.fetchone()[0]
    now = clock.now()
    at = now if last is None else max(now, last + timedelta(microseconds=1))
    return _Act(model, subject, actor, kind, reason, at)
