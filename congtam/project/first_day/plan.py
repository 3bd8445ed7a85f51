"""What is said of an office on its first day, before anything is written."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, kw_only=True)
class OfficePlan:
    """The unit and its letterhead; ``since``: the first day of this name and place. Fields as in `UnitFacts`."""

    code: str
    name: str
    place: str
    symbol: str
    since: date
    short_name: str = ""
    superior_name: str = ""
    address: str = ""
    phone: str = ""
    reception_hours: str = ""
    numbering: str = "year"
    term: str = ""


@dataclass(frozen=True, kw_only=True)
class PersonPlan:
    """Somebody who works on letters. ``duties``: keys of `duties.DUTIES`; ``post``: the title on paper."""

    username: str
    name: str
    post: str
    duties: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class AdministratorPlan:
    """The first administrator, who chooses the password."""

    username: str
    name: str
    password: str = field(repr=False)
    language: str = "vi"


@dataclass(frozen=True, kw_only=True)
class SetUpPlan:
    """All of it. ``numbers``: key of a book (`books.books_of`) → the next number; 1 where none is said.
    ``calendar``: a year of the working calendar → the notice that it was compared with; others are confirmed later.
    """

    office: OfficePlan
    administrator: AdministratorPlan
    people: tuple[PersonPlan, ...] = ()
    numbers: Mapping[str, int] = field(default_factory=dict)
    calendar: Mapping[int, str] = field(default_factory=dict)
