"""The archive in the situations that tests need, made through the acts.

Kho (archive clerk) proposes and executes, Lan (leader) decides. Records of a kind of their own stand for any
domain's: this domain knows none.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from django.test import Client

from congtam.casework.archives import actions
from congtam.casework.archives.actions.destroying import Save
from congtam.casework.archives.models import Proposal
from congtam.casework.letters.actions import refuse_letter
from congtam.casework.letters.models import Letter, RefusalGround
from congtam.casework.letters.tests import situations
from congtam.foundation import clock
from congtam.foundation.access.actor import Actor
from congtam.foundation.access.models import Account
from congtam.foundation.access.rls import set_scope
from congtam.foundation.access.setup import add_account, add_post, hold
from tests.cast import SINCE, Cast, describe_city, make_cast

#: the term of the circular of 2014 was in force, and is over today
CLOSED = date(2019, 3, 4)
TODAY = date(2026, 7, 1)
CLERK = ("letters.view", "archives.view", "archives.keep", "archives.propose", "archives.destroy")
HEAD = ("archives.view", "archives.decide")


@dataclass(frozen=True)
class Archive:
    """The office and the person who keeps its paper."""

    cast: Cast
    kho: Account

    def actor(self, account: Account | None = None) -> Actor:
        return self.cast.actor(account or self.kho)

    @property
    def lan(self) -> Actor:
        return self.cast.actor(self.cast.lan)

    @contextmanager
    def today(self, on: date = TODAY) -> Iterator[None]:
        with clock.frozen(on):
            yield

    def refused(self, on: date = CLOSED) -> Letter:
        """A complaint refused on the day: its record is over."""
        with clock.frozen(on):
            letter = situations.triaged(self.cast, on=on)
            refuse_letter(
                letter=letter, actor=self.lan, on=on, signer=situations.SIGNER, save=situations.save(),
                grounds=[RefusalGround.OUT_OF_TIME], explanation="Đã quá thời hiệu (thử).",
            )  # fmt: skip
        return letter

    def drafted(self, *letters: Letter) -> Proposal:
        """A list with these records, drafted today by the clerk."""
        return actions.draft_proposal(
            actor=self.actor(), unit=self.cast.city, on=clock.today(),
            reasons={letter.record.code: "Hết thời hạn bảo quản (thử)" for letter in letters},
        )  # fmt: skip

    def decided(self, *letters: Letter, verdicts: dict[str, date | None] | None = None) -> Proposal:
        """A list of which everything is to be destroyed, or as ``verdicts`` says."""
        proposal = self.drafted(*letters)
        actions.decide_proposal(
            proposal=proposal, actor=self.lan, on=clock.today(), decision="12/QĐ-UBND", save=Save(),
            verdicts=verdicts or {letter.record.code: None for letter in letters},
        )  # fmt: skip
        return proposal

    def browser(self, account: Account | None = None) -> Client:
        client = Client()
        client.force_login(Account.objects.get(pk=(account or self.kho).pk))
        return client

    def scope(self) -> None:
        set_scope([self.cast.city.pk])


def make_archive() -> Archive:
    """The cast, with the permissions of the archive, in scope."""
    cast = make_cast()
    set_scope([cast.city.pk, cast.other.pk])
    describe_city(cast)
    kho = add_account(username="kho", display_name="Vũ Thị Kho (thử)", password=None)
    hold(account=kho, post=add_post(unit=cast.city, title="Lưu trữ", permissions=CLERK), since=SINCE)
    for post in cast.city.posts.filter(title="Lãnh đạo"):
        add_post(unit=cast.city, title=post.title, permissions=(*post.permissions, *HEAD))
    for post in cast.other.posts.all():
        add_post(unit=cast.other, title=post.title, permissions=(*post.permissions, *CLERK, *HEAD))
    set_scope([cast.city.pk])
    return Archive(cast, kho)
