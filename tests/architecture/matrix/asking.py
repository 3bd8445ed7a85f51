"""One cell: one real request of one reader, what it was answered and what it left behind."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.test import Client
from django.urls import Resolver404, resolve, reverse

from congtam.foundation.access.models import Post
from congtam.mechanisms.lifecycle.registry import lifecycle_of
from tests.architecture.matrix.readers import Reader
from tests.architecture.matrix.rules import (
    FORBIDDEN,
    NOT_FOUND,
    OPEN,
    SIGN_IN,
    Rule,
    Standing,
    answer_of,
)
from tests.architecture.matrix.seeding import World
from tests.architecture.matrix.subjects import SUBJECTS, Subject

METHODS = ("GET", "POST")
NOT_OFFERED = "405"
#: what a request may write though nothing is done: the reader's session
SESSIONS = ("django_session",)
#: a code of the right form that no record has
NO_SUCH = {"code": "ZZZZ-ZZZZ", "pk": 999_999_999, "uid": "00000000-0000-4000-8000-000000000000"}


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What came back: the answer of the matrix, the status, the text, the tables that were written."""

    means: str
    status: int
    text: str
    written: dict[str, int]


def fits(rule: Rule, reader: Reader, method: str, found: str) -> bool:
    """Whether ``found`` is the answer that the rule gives this reader."""
    wanted = answer_of(rule, method, reader.standing(rule, method))
    if rule.fixed == OPEN:
        return found in (
            OPEN,
            SIGN_IN,
            NOT_FOUND,
        )  # the way in and out leads to itself; a key that was never sent
    return found == wanted or (rule.own and wanted == OPEN and found == NOT_FOUND)


def address(rule: Rule, world: World, *, missing: bool = False) -> str:
    """The address of the seeded thing; with ``missing`` that of a thing which does not exist."""
    words = _words(rule, world)
    if missing:
        words |= {name: value for name, value in NO_SUCH.items() if name in words}
    return _reversed(rule, words)


def _words(rule: Rule, world: World) -> dict[str, Any]:
    given = dict(world.samples[rule.subject.sample]) if rule.subject else {}
    if rule.page.step:
        given["step" if "step" in rule.page.words else "act"] = rule.page.step
    given |= {name: value for name, value in OF_NOTHING.items() if name not in given}
    return {name: given[name] for name in rule.page.words}


#: words of addresses that are about no seeded thing
OF_NOTHING: Mapping[str, Any] = {"language": "vi", "key": "a-1", "uidb36": "a", "pk": 1}


def _reversed(rule: Rule, words: dict[str, Any]) -> str:
    if rule.page.pattern == rule.page.name:
        return f"/{rule.page.pattern}".replace("^", "").replace("(?:3rdparty|social)", "3rdparty")
    return reverse(rule.page.name, kwargs=words)


def ask(rule: Rule, reader: Reader, world: World, *, method: str, path: str) -> Answer:
    """Send the request as this reader. To be called inside a transaction that is undone."""
    permit(rule, reader, world, method)
    before = written()
    client = world.browser(reader)
    response = _send(client, method, path)
    after = written()
    changed = {
        name: count - before.get(name, 0) for name, count in after.items() if count != before.get(name, 0)
    }
    return Answer(
        means=_meaning(response),
        status=response.status_code,
        text="" if response.streaming else response.content.decode(errors="replace"),
        written=changed,
    )


def plain(text: str, path: str) -> str:
    """A page without what differs each time: tokens, the address itself, the ids of requests."""
    without = _CHANGING.sub("", text)
    return without.replace(path, "")


#: values of hidden fields and of nonces
_CHANGING = re.compile(
    r'(?:name="csrfmiddlewaretoken" value|nonce|data-csrf)="[^"]*"|404 · [0-9A-F]{4}-[0-9A-F]{4}'
)


def unseen(rule: Rule, reader: Reader, world: World, method: str) -> set[str]:
    """The codes of seeded records that this reader may not know of while they stand before this page."""
    who = reader.standing(rule, method)
    found = set()
    for subject in SUBJECTS.values():
        code = world.samples[subject.sample].get("code")
        if code is not None and not _may_know(subject, who):
            found.add(str(code))
    known = {
        str(world.samples[subject.sample]["code"])
        for subject in SUBJECTS.values()
        if "code" in world.samples[subject.sample] and _may_know(subject, who)
    }
    return found - known


def _may_know(subject: Subject, who: Standing) -> bool:
    """Whether somebody who stands so may know of the record at all."""
    if not subject.kind:
        return True
    return not (who.hidden and subject.excludes) and lifecycle_of(subject.kind).view in who.here


def _send(client: Client, method: str, path: str) -> Any:
    return client.get(path) if method == "GET" else client.post(path, {})


def permit(rule: Rule, reader: Reader, world: World, method: str) -> None:
    """What the reader's post permits on this page."""
    post = world.posts.get(reader.name)
    if post is not None and reader.name != "owner":
        Post.objects.filter(pk=post.pk).update(permissions=sorted(reader.holds(rule, method)))


def _meaning(response: Any) -> str:
    """The answer of the matrix that an answer of the product is."""
    if response.status_code in (301, 302, 303):
        return SIGN_IN if _to_sign_in(response.headers["Location"]) else OPEN
    found = {
        403: FORBIDDEN,
        404: NOT_FOUND,
        405: NOT_OFFERED,
        429: NOT_FOUND,
    }  # 429: asked for what is not there too often
    known = response.status_code < 500 or response.status_code == 503  # 503: no worker runs beside a test
    return found.get(response.status_code, OPEN if known else str(response.status_code))


def _to_sign_in(location: str) -> bool:
    try:
        return resolve(location.partition("?")[0]).url_name == "account_login"
    except Resolver404:
        return False


def written() -> dict[str, int]:
    """Rows that this transaction has written, by table, whoever may see them; attempts that were undone count."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, n_tup_ins + n_tup_upd + n_tup_del FROM pg_stat_xact_user_tables"
            " WHERE n_tup_ins + n_tup_upd + n_tup_del > 0"
        )
        return {str(name): int(count) for name, count in cursor.fetchall() if name not in SESSIONS}
