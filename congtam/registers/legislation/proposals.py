"""What somebody wants to change, before it is applied: values, days, confirmed years, and what they would touch."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.db.models.functions import Greatest, Least
from django.utils.translation import gettext as _

from congtam.foundation.calendar import ChangedDay, WrongDay
from congtam.mechanisms.lifecycle import impact
from congtam.mechanisms.lifecycle.models import Deadline
from congtam.mechanisms.rulebook import Edition, Rulebook, ValueChange

#: how far beside its first and last day a term may ask the calendar (it rolls over days off)
_MARGIN = timedelta(days=31)


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """``source`` is what the office relies on, a notice or a text of law; each day may bring its own. ``everything``:
    nothing is changed, and all deadlines are computed again."""

    values: tuple[ValueChange, ...] = ()
    days: tuple[ChangedDay, ...] = ()
    confirmed: tuple[int, ...] = ()
    source: str = ""
    source_url: str = ""
    everything: bool = False

    def under(self, edition: Edition) -> Edition:
        """The edition as it would be. Raises WrongChange, UnknownRule, WrongDay, CalendarGap."""
        return edition.changed(values=self.values, days=self.days, confirmed=self.confirmed)

    def touched(self, deadlines: QuerySet[Deadline], *, book: Rulebook) -> QuerySet[Deadline]:
        """Those of the deadlines that the proposal can move at all: a wide net, so that few are computed."""
        return deadlines if self.everything else deadlines.filter(self._by_duty(book) | self._by_day())

    def _by_duty(self, book: Rulebook) -> Q:
        rules = {change.rule for change in self.values}
        duties = [duty.id for duty in book.duties.values() if rules & set(duty.rules)]
        return Q(duty__in=duties)

    def _by_day(self) -> Q:
        spans = [(each.day, each.day) for each in self.days]
        spans += [(date(year, 1, 1), date(year, 12, 31)) for year in self.confirmed]
        found = Q(pk__in=())
        for first, last in spans:
            found |= Q(_first__lte=last + _MARGIN, _last__gte=first - _MARGIN)
        return found

    def payload(self) -> dict[str, Any]:
        """What the journal keeps: nothing that somebody typed, beside values and days."""
        return {
            "values": [_value_facts(change) for change in self.values],
            "days": [_day_facts(change) for change in self.days],
            "confirmed": list(self.confirmed),
        }


@dataclass(kw_only=True)
class Foresight:
    """What a proposal would do to the running deadlines that are in scope."""

    open: int = 0
    moves: list[impact.Move] = field(default_factory=list)
    stuck: list[impact.Stuck] = field(default_factory=list)

    @property
    def moved(self) -> int:
        """How many would have another date."""
        return sum(move.moved for move in self.moves)

    @property
    def settled(self) -> int:
        """How many keep their dates and only begin or cease to be provisional."""
        return len(self.moves) - self.moved


def foresee(proposal: Proposal, *, edition: Edition, units: Iterable[int] | None = None) -> Foresight:
    """What would move if the proposal were applied to ``edition``; nothing is stored. Raises as `Proposal.under`."""
    found = Foresight()
    for each in touching(proposal, edition=edition, units=units):
        if isinstance(each, impact.Move):
            found.moves.append(each)
        else:
            found.stuck.append(each)
    found.open = impact.running(units).count()
    return found


def touching(
    proposal: Proposal, *, edition: Edition, units: Iterable[int] | None = None
) -> Iterator[impact.Move | impact.Stuck]:
    """The same one after the other, however many they are. Raises as `Proposal.under` before the first."""
    changed = proposal.under(edition)
    near = _near(proposal, impact.running(units), edition.book)
    yield from impact.foreseen(near, edition=changed)


def _near(proposal: Proposal, deadlines: QuerySet[Deadline], book: Rulebook) -> QuerySet[Deadline]:
    spanned = deadlines.annotate(_first=Least("event_on", "warn_on"), _last=Greatest("event_on", "due_on"))
    return proposal.touched(spanned, book=book)


def of_value(change: ValueChange) -> Proposal:
    """One value. Raises ValidationError without a source."""
    require_source(change.source)
    return Proposal(values=(change,), source=change.source, source_url=change.source_url)


def of_days(
    days: Iterable[ChangedDay], *, source: str, source_url: str = "", confirmed: Iterable[int] = ()
) -> Proposal:
    """Days, and years that are confirmed with them. Raises ValidationError without a source, WrongDay for a day that
    stands in it twice."""
    require_source(source)
    given = tuple(replace(each, source=each.source or source) for each in days)
    seen: set[date] = set()
    for each in given:
        if each.day in seen:
            raise WrongDay(day_twice(each.day))
        seen.add(each.day)
    return Proposal(days=given, confirmed=tuple(confirmed), source=source, source_url=source_url)


def day_twice(day: date) -> str:
    """What is wrong with a day that stands in a change twice."""
    return _("Ngày %(day)s được ghi hai lần.") % {"day": f"{day:%d/%m/%Y}"}


def of_everything() -> Proposal:
    """No change: all running deadlines are compared with what law and calendar give."""
    return Proposal(everything=True)


def require_source(source: str) -> None:
    """Raise ValidationError: nothing is changed without something to rely on."""
    if not source.strip():
        raise ValidationError({"source": [_("Hãy ghi nguồn: số và ngày của văn bản hoặc thông báo.")]})


def _value_facts(change: ValueChange) -> dict[str, Any]:
    start = change.effective_from
    return {
        "rule": change.rule,
        "manner": change.manner,
        "value": str(change.value),
        "unit": change.unit,
        "from": start.isoformat() if start else None,
    }


def _day_facts(change: ChangedDay) -> dict[str, Any]:
    instead = change.instead_of
    return {
        "day": change.day.isoformat(),
        "kind": change.kind,
        "instead_of": instead.isoformat() if instead else None,
    }
