"""For whoever is kept away from a record everything is the same whether it exists or not: in the database, whatever the
application forgot, and on every page, list, count, search, export and notice. The database hides a sealed record in the
same way from whoever may not know of sealed ones.

One thing is not the same, and is told in docs/security.md: numbers of a book have no gaps, so whoever reads the book
from which a record is hidden sees that a number is missing.
"""

import io
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

import openpyxl
import psycopg
import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse

from congtam.casework.letters.actions import accept_letter, receive_letter, triage_letter
from congtam.casework.letters.models import Channel, Competence, Letter
from congtam.casework.letters.tests import situations
from congtam.foundation import clock
from congtam.foundation.access.models import Account
from congtam.foundation.access.permissions import declared
from congtam.foundation.access.rls import set_scope
from congtam.foundation.access.setup import add_account, add_post, hold
from congtam.foundation.drafts.models import Draft
from congtam.mechanisms.lifecycle import exclusions
from congtam.mechanisms.lifecycle.models import Record
from tests.architecture.database_rights import hiding_policies
from tests.architecture.matrix.pages import addresses
from tests.cast import SINCE, Cast, describe_city, make_cast
from tests.scope import enter

pytestmark = pytest.mark.usefixtures("home")

DAY = date(2026, 7, 1)
#: what a registered letter with a scan, a note and a draft fills
FILLED = frozenset({
    "documents_issueddocument", "drafts_draft", "files_storedfile", "letters_letter", "letters_matter", "letters_scan",
    "lifecycle_deadline", "lifecycle_exclusion", "lifecycle_journalentry", "lifecycle_journalnote",
    "lifecycle_record", "sealing_datakey",
})  # fmt: skip
#: what of it tells something without a key, and hides by a policy of its own
TELLING = FILLED - {
    "drafts_draft", "files_storedfile", "lifecycle_deadline", "lifecycle_journalnote", "sealing_datakey",
}  # fmt: skip


def hidden_letter(cast: Cast) -> Letter:
    """A registered letter with a scan, a note and a draft."""
    received = receive_letter(
        actor=cast.actor(cast.van), unit=cast.city, on=DAY, channel=Channel.POST,
        source=io.BytesIO(situations.scan_bytes(seed=7)), name="7.png",
    )  # fmt: skip
    letter = situations.register(cast, received.letter, on=DAY)
    key = letter.record.data_key
    Draft.objects.create(
        account=cast.van, key=f"letters.triage:{letter.record.code}", unit=cast.city, data_key=key, sealed=b"x",
        saved_at=clock.now(),
    )  # fmt: skip
    return letter


def everything(cast: Cast, username: str = "everything") -> Account:
    """Somebody with every right in the city."""
    account = add_account(username=username, display_name="Người có mọi quyền (thử)", password=None)
    post = add_post(unit=cast.city, title=f"Mọi quyền {username}", permissions=sorted(declared()))
    hold(account=account, post=post, since=SINCE)
    return account


def worked_on(cast: Cast, letter: Letter) -> None:
    """Somebody who is not kept away goes on: it is triaged, accepted, and a paper is issued."""
    known = Account.objects.filter(username="second").first()
    second = cast.actor(known or everything(cast, "second"))
    triage_letter(
        letter=letter, actor=second, on=DAY, competence=Competence.OURS, matters=(situations.COMPLAINT,),
        handler=cast.chi,
    )  # fmt: skip
    accept_letter(letter=letter, actor=second, on=DAY, signer=situations.SIGNER, save=situations.save())


def keep_away(cast: Cast, letter: Letter, *accounts: Account) -> None:
    """Name them, and leave a note beside it."""
    exclusions.declare_conflict(
        record=letter.record, account=cast.stranger, actor=cast.actor(cast.van), on=DAY, reason="Nơi khác"
    )
    exclusions.name_accused(record=letter.record, accounts=accounts, actor=cast.actor(cast.van), on=DAY)


# -- the database ---------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Kept:
    """One letter in the whole database, hidden from Lan."""

    cast: Cast
    database: Any

    def seen(self, table: str, account: Account, *, sealed: bool = True) -> int:
        with psycopg.connect(self.database.url("app")) as connection:
            enter(connection, self.cast.city.pk, account=account.pk, sealed=sealed)
            row = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
        assert row
        return int(row[0])


@pytest.fixture
def kept(fresh_database: Any) -> Kept:
    cast = make_cast()
    with clock.frozen(DAY), cast.acting(cast.van):
        describe_city(cast)
        letter = hidden_letter(cast)
        keep_away(cast, letter, cast.lan)
        worked_on(cast, letter)
    return Kept(cast, fresh_database)


def test_no_table_shows_a_row_of_it_to_bare_sql(kept: Kept, superuser_url: str) -> None:
    """With the application's own role and the scope of the excluded account, policy objects or not."""
    with psycopg.connect(superuser_url) as connection:
        readable = "SELECT has_table_privilege('congtam_app', %s, 'SELECT')"
        tables = [
            table for table in sorted(hiding_policies(connection))
            if connection.execute(readable, [table]).fetchone() == (True,)
        ]  # fmt: skip
    filled = {table for table in tables if kept.seen(table, kept.cast.van)}
    assert filled >= FILLED
    assert [table for table in tables if kept.seen(table, kept.cast.lan)] == []


def test_each_table_hides_by_its_own_policy_and_a_removed_one_is_noticed(
    kept: Kept, superuser_url: str
) -> None:
    """The test above fails for each table whose policy is taken away: nothing else hides its rows there."""
    shown = []
    with psycopg.connect(superuser_url, autocommit=True) as connection:
        for table in sorted(FILLED):
            row = connection.execute(
                "SELECT pg_get_expr(polqual, polrelid) FROM pg_policy"
                " WHERE polrelid = %s::regclass AND polname = 'not_excluded'",
                [table],
            ).fetchone()
            assert row
            connection.execute(f"DROP POLICY not_excluded ON {table}")
            if kept.seen(table, kept.cast.lan):
                shown.append(table)
            connection.execute(
                f"CREATE POLICY not_excluded ON {table} AS RESTRICTIVE USING ({row[0]}) WITH CHECK ({row[0]})"
            )
    assert shown == sorted(FILLED)


def test_no_row_of_a_sealed_record_is_shown_to_bare_sql_of_whoever_may_not_know_of_it(
    kept: Kept, superuser_url: str
) -> None:
    """And each of these tables hides by a policy of its own: without it the rows are seen."""
    who, shown, without = kept.cast.chi, [], []
    with psycopg.connect(superuser_url, autocommit=True) as connection:
        assert all(kept.seen(table, who, sealed=False) for table in TELLING), "ordinary so far"
        connection.execute("UPDATE lifecycle_record SET level = 'sealed'")
        assert all(kept.seen(table, who) for table in TELLING | {"lifecycle_journalnote"}), (
            "who may know of it"
        )
        for table in sorted(TELLING | {"lifecycle_journalnote"}):
            if kept.seen(table, who, sealed=False):
                shown.append(table)
        for table in sorted(TELLING):
            connection.execute(f"ALTER POLICY sealed_scope ON {table} USING (true)")
            if kept.seen(table, who, sealed=False):
                without.append(table)
    assert shown == []
    assert without == sorted(TELLING)


def test_a_role_that_set_units_and_nothing_else_sees_nothing(kept: Kept) -> None:
    with psycopg.connect(kept.database.url("app")) as connection:
        connection.execute("SELECT set_config('congtam.units', %s, true)", [f"{{{kept.cast.city.pk}}}"])
        row = connection.execute("SELECT count(*) FROM lifecycle_record").fetchone()
    assert row == (0,)


def test_a_row_of_it_is_not_written_by_the_excluded_either(kept: Kept) -> None:
    with psycopg.connect(kept.database.url("app")) as connection:
        enter(connection, kept.cast.city.pk, account=kept.cast.lan.pk)
        changed = connection.execute("UPDATE lifecycle_record SET subject = 'x'")
        assert changed.rowcount == 0


# -- pages ----------------------------------------------------------------------------------------------------

#: further addresses of lists, searches and exports that the patterns alone do not give
ASKED = (
    "/letters/?tab=all", "/letters/?tab=new", "/letters/?tab=late", "/letters/?q=boi+thuong", "/letters/?q=thu",
    "/letters/?tab=mine", "/letters/book/?year=2026", "/figures/letters.received/civil-2026-month-7/",
    "POST /letters/book/export/", "POST /correspondence/outgoing/export/", "POST /correspondence/incoming/export/",
)  # fmt: skip
#: differs at each request; how large the whole database is and the disk, of all units, cases or not; and the last
#: number of a series of outgoing papers, which has no gaps as a book has none (see above)
CHANGING = re.compile(
    r'PostgreSQL [0-9.]+ · [0-9,.]+ [A-Z]+|còn trống [0-9,.]+ [A-Z]+|40[34] · [0-9A-Z-]+|value="[0-9a-f-]{36}"'
    r'|(?:name="csrfmiddlewaretoken" value|nonce|data-csrf|name="save_key" value)="[^"]*"'
    r'|(?<=scope=2026&amp;series=TB" aria-current="true">TB <span class="ct-number">)[0-9]+'
)
#: pages of signing in, of the citizens, and of the reader's own keys: about no record
ELSEWHERE = (
    "account_",
    "mfa_",
    "socialaccount",
    "session",
    "lock",
    "portal",
    "oidc",
    "static",
    "preferences",
)


def pages() -> list[str]:
    """Every address of the office that needs no word, and those of `ASKED`."""
    found = []
    for page in addresses():
        if page.words or page.name.startswith(ELSEWHERE) or "hai-buoc" in page.pattern or not page.signed_in:
            continue
        try:
            found.append(reverse(page.name))
        except NoReverseMatch:
            continue
    return [*dict.fromkeys(found), *ASKED]


def shown(client: Client, address: str) -> tuple[int, Any]:
    """The status and what was shown: a text, or the cells of a workbook."""
    answer = client.post(address[5:], {}) if address.startswith("POST ") else client.get(address)
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if "spreadsheet" in answer.headers.get("Content-Type", ""):
        book = openpyxl.load_workbook(io.BytesIO(body))
        return answer.status_code, [[[cell.value for cell in row] for row in sheet.rows] for sheet in book]
    return answer.status_code, CHANGING.sub("", body.decode(errors="replace"))


@pytest.fixture
def office(db: None) -> Iterator[Cast]:
    """The city with two letters that everybody sees, and a paper issued for one of them."""
    with clock.frozen(DAY):
        cast = make_cast()
        set_scope([cast.city.pk])
        situations.registered(cast, on=DAY)
        describe_city(cast)
        situations.accepted(cast, on=DAY)
        yield cast


@contextmanager
def same_before_and_after(who: Account, asked: list[str]) -> Iterator[None]:
    client = Client()
    client.force_login(Account.objects.get(pk=who.pk))
    for address in asked:
        shown(client, address)  # the first look may leave something behind
    before = {address: shown(client, address) for address in asked}
    assert [address for address, (status, _) in before.items() if status == 200], "pages are shown at all"
    yield
    after = {address: shown(client, address) for address in asked}
    assert [address for address in asked if after[address] != before[address]] == []


def test_every_page_is_the_same_for_the_excluded_whether_it_exists_or_not(office: Cast) -> None:
    who, asked = everything(office), [*pages(), *_of_the_visible()]
    everything(office, "second")
    assert len(asked) > 60
    with same_before_and_after(who, asked):
        set_scope([office.city.pk])
        letter = hidden_letter(office)
        keep_away(office, letter, who)
        worked_on(office, letter)


def _of_the_visible() -> list[str]:
    """The pages of a letter that the reader sees: its neighbours, what is like it, who may work on it."""
    codes = Record.objects.filter(kind="letters.letter").values_list("code", flat=True)
    return [address(code) for code in codes for address in _with_code()]


def test_pages_would_differ_without_the_wall(office: Cast) -> None:
    """The test above sees a record that is not hidden."""
    who = everything(office)
    asked = ["/", "/letters/?tab=all", "/letters/book/"]
    with pytest.raises(AssertionError, match="/lette"), same_before_and_after(who, asked):
        _hidden_from_nobody(office)


def _hidden_from_nobody(office: Cast) -> None:
    set_scope([office.city.pk])
    hidden_letter(office)


def test_every_address_of_it_answers_as_that_of_no_record(office: Cast) -> None:
    who = everything(office)
    letter = hidden_letter(office)
    keep_away(office, letter, who)
    client = Client()
    client.force_login(Account.objects.get(pk=who.pk))
    asked = 0
    for address in _with_code():
        real, none = address(letter.record.code), address("ZZZZ-ZZZZ")
        one, other = client.get(real), client.get(none)
        assert one.status_code == other.status_code, real
        assert one.status_code != 200, real
        assert _plain(one, letter.record.code) == _plain(other, "ZZZZ-ZZZZ"), real
        asked += 1
    assert asked > 20


def _with_code() -> Iterator[Callable[[str], str]]:
    """Addresses with the code of a record, made from the code."""
    for page in addresses():
        if "code" not in page.words or not page.signed_in:
            continue
        others = {word: FILLERS.get(word, "x") for word in page.words if word != "code"}
        yield lambda code, page=page, others=others: reverse(page.name, kwargs={"code": code, **others})


FILLERS: dict[str, Any] = {
    "pk": 1, "uid": "6e86ac28-0c91-48b4-8370-70ae3fcfede1", "number": 1, "position": 1, "place": 1, "page": 1,
    "item": 1, "other": "ZZZZ-ZZZY", "scan": 1, "copy": 1, "step": "accept", "act": "leave", "form": "docx",
}  # fmt: skip


def _plain(answer: Any, code: str) -> str:
    return CHANGING.sub("", answer.content.decode(errors="replace")).replace(code, "")


def test_the_book_of_whoever_may_not_know_of_it_shows_a_missing_number(office: Cast) -> None:
    """What cannot be closed: numbers without gaps are what the book is for, and the paper book has them too."""
    who = everything(office)
    letter = hidden_letter(office)
    keep_away(office, letter, who)
    later = situations.registered(office, on=DAY)
    number, missing = Record.objects.get(pk=later.pk).number, Record.objects.get(pk=letter.pk).number
    assert (number or 0) == (missing or 0) + 1
    client = Client()
    client.force_login(Account.objects.get(pk=who.pk))
    page = client.get("/letters/book/").content.decode()
    assert later.record.code in page
    assert letter.record.code not in page
