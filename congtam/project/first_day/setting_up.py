"""The act of the first day: all of an office in one transaction, or nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import connection, transaction
from django.utils.translation import gettext as _

from congtam.foundation.access.actor import Actor, actor_of, system_actor
from congtam.foundation.access.models import Account, Post, Unit
from congtam.foundation.access.rls import set_scope
from congtam.foundation.access.setup import add_account, add_post, add_unit, hold
from congtam.foundation.numbering.models import begin_at
from congtam.project.first_day.books import Book, books_of
from congtam.project.first_day.checking import check_plan
from congtam.project.first_day.duties import ADMINISTRATOR, ADMINISTRATOR_TITLE, permissions_of
from congtam.project.first_day.plan import AdministratorPlan, OfficePlan, PersonPlan, SetUpPlan
from congtam.registers.accounts.actions import Save, enter_account, invite, make_post
from congtam.registers.legislation.actions import confirm_year
from congtam.registers.organisations.actions import describe_unit

#: any number that nothing else of the product locks
_LOCK = 20_251_124


class NotEmpty(Exception):
    """The home has accounts or units: it was set up, restored, or holds the demo."""

    def __init__(self) -> None:
        super().__init__(
            _("Nơi này đã có cơ quan và tài khoản; thiết lập chỉ chạy một lần, ở nơi còn trống.")
        )


@dataclass(frozen=True, kw_only=True)
class Entrance:
    """Somebody's way in: the code of their invitation, shown this once and kept as a keyed hash only."""

    name: str
    username: str
    post: str
    code: str = field(repr=False)
    valid_until: datetime


@dataclass(frozen=True, kw_only=True)
class SetUp:
    """What was made."""

    unit: Unit
    administrator: Account
    entrances: tuple[Entrance, ...]
    numbers: Mapping[str, int]


@transaction.atomic
def set_up_office(plan: SetUpPlan, *, on: date) -> SetUp:
    """Make the unit, its books, its people and its first administrator, as of the day ``on``.

    Nobody acts: it runs where there is no account yet, and only there. Nothing is ever sent by mail.
    Raises NotEmpty, ValidationError; nothing is written then.
    """
    _refuse_unless_empty()
    books = books_of(on=on, term=plan.office.term)
    check_plan(plan, books={book.key for book in books})
    unit = _described(plan.office)
    _begin(books, plan.numbers, unit=unit)
    administrator = _administrator(plan.administrator, unit=unit, on=on)
    actor = actor_of(administrator, on=on)
    entrances = _invited(plan.people, actor=actor, unit=unit, on=on)
    for year, source in sorted(plan.calendar.items()):
        confirm_year(actor=actor, unit=unit, on=on, year=year, source=source)
    numbers = {book.key: plan.numbers.get(book.key, 1) for book in books}
    return SetUp(unit=unit, administrator=administrator, entrances=entrances, numbers=numbers)


def is_empty() -> bool:
    """Whether nobody has begun here."""
    return not Account.objects.exists() and not Unit.objects.exists()


def _refuse_unless_empty() -> None:
    """Of two that set up at the same moment the second waits here, and finds the office of the first."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    if not is_empty():
        raise NotEmpty


def _described(office: OfficePlan) -> Unit:
    unit = add_unit(code=office.code, name=office.short_name or office.name)
    set_scope([unit.pk])
    clerk = system_actor("first_day", unit_id=unit.pk, permissions=frozenset({"organisations.maintain"}))
    describe_unit(
        actor=clerk, unit=unit, on=office.since, name=office.name, short_name=office.short_name,
        superior_name=office.superior_name, place=office.place, address=office.address, phone=office.phone,
        symbol=office.symbol, numbering=office.numbering, term=office.term,
        reception_hours=office.reception_hours,
    )  # fmt: skip
    return unit


def _begin(books: tuple[Book, ...], numbers: Mapping[str, int], *, unit: Unit) -> None:
    """A book that begins at 1 needs no counter yet."""
    for book in books:
        if (first := numbers.get(book.key, 1)) > 1:
            begin_at(unit_id=unit.pk, series=book.series, scope=book.scope, first=first)


def _administrator(plan: AdministratorPlan, *, unit: Unit, on: date) -> Account:
    """The one account that nobody invites; it enters itself into the register."""
    account = add_account(
        username=plan.username, display_name=plan.name, password=plan.password, language=plan.language
    )
    post = add_post(unit=unit, title=ADMINISTRATOR_TITLE, permissions=permissions_of([ADMINISTRATOR]))
    hold(account=account, post=post, since=on)
    enter_account(actor=actor_of(account, on=on), account=account, unit=unit, on=on)
    return account


def _invited(people: Sequence[PersonPlan], *, actor: Actor, unit: Unit, on: date) -> tuple[Entrance, ...]:
    """Everybody is invited by the administrator, into posts that people of one title share."""
    duties = {person.post: person.duties for person in people}
    posts = {
        title: make_post(
            actor=actor, unit=unit, title=title, permissions=permissions_of(of_title), on=on, save=Save()
        ).post
        for title, of_title in duties.items()
    }
    return tuple(_invite(person, posts[person.post], actor=actor, unit=unit, on=on) for person in people)


def _invite(person: PersonPlan, post: Post, *, actor: Actor, unit: Unit, on: date) -> Entrance:
    made = invite(
        actor=actor, unit=unit, username=person.username, display_name=person.name, posts=[post], since=on, on=on,
        save=Save(),
    )  # fmt: skip
    return Entrance(
        name=person.name,
        username=person.username,
        post=person.post,
        code=made.code,
        valid_until=made.invitation.valid_until,
    )
