"""Who reads: one of each kind of person that an office may have, with what they hold and where."""

from collections.abc import Callable
from dataclasses import dataclass

from congtam.foundation.access.permissions import declared, elevatable
from congtam.mechanisms.lifecycle.registry import lifecycles
from congtam.registers.accounts.sets import ready_made
from tests.architecture.matrix.rules import Rule, Standing

HERE, ELSEWHERE, ABOVE = "here", "elsewhere", "above"


def declared_names() -> frozenset[str]:
    """All that is declared: more than anybody is given, so that what refuses is the wall and not a missing right."""
    return frozenset(declared())


def everything(_rule: Rule, _method: str) -> frozenset[str]:
    return declared_names()


def all_but(rule: Rule, method: str) -> frozenset[str]:
    """All that is declared but what this page wants."""
    return declared_names() - rule.wanted(method)


def views(_rule: Rule, _method: str) -> frozenset[str]:
    """What shows records and lists, and does nothing with them."""
    of_kinds = {table.view for table in lifecycles().values()}
    return frozenset(name for name in declared() if name in of_kinds or name.endswith(".view"))


def administrator(_rule: Rule, _method: str) -> frozenset[str]:
    """The ready-made set of whoever looks after the installation."""
    found = ready_made("administrator")
    assert found is not None
    return frozenset(found.known)


def elevated(rule: Rule, method: str) -> frozenset[str]:
    """An administrator who was granted, for an hour, everything that can be had so."""
    return administrator(rule, method) | frozenset(elevatable())


def custodian_names() -> frozenset[str]:
    """What whoever keeps identities has."""
    return frozenset(("custody.view", "custody.keep"))


def custodian(_rule: Rule, _method: str) -> frozenset[str]:
    """Who keeps identities and has no other right."""
    return custodian_names()


def nothing(_rule: Rule, _method: str) -> frozenset[str]:
    return frozenset()


@dataclass(frozen=True, kw_only=True)
class Reader:
    """One kind of person. ``where`` is the unit of their post; ``holds`` what it permits, which may depend on the page;
    ``hidden``: excluded from the seeded records; ``lent``: held only in the place of somebody who is away."""

    name: str
    label: str
    where: str = HERE
    holds: Callable[[Rule, str], frozenset[str]] = nothing
    signed_in: bool = True
    hidden: bool = False
    lent: bool = False

    def standing(self, rule: Rule, method: str) -> Standing:
        """What this reader has before a page."""
        held = self.holds(rule, method) if self.signed_in else frozenset()
        return Standing(
            name=self.name,
            signed_in=self.signed_in,
            here=held if self.where == HERE else frozenset(),
            anywhere=held,
            holder=self.name == "owner" or self.lent,
            hidden=self.hidden,
        )


READERS = (
    Reader(name="owner", label="Người giữ hồ sơ, có quyền", holds=everything),
    Reader(name="colleague", label="Cùng đơn vị, thiếu đúng quyền ấy", holds=all_but),
    Reader(name="viewer", label="Cùng đơn vị, chỉ có quyền xem", holds=views),
    Reader(name="newcomer", label="Cùng đơn vị, không có quyền nào", holds=nothing),
    Reader(name="outsider", label="Đơn vị khác, có mọi quyền ở đó", where=ELSEWHERE, holds=everything),
    Reader(name="superior", label="Đơn vị cấp trên, có mọi quyền ở đó", where=ABOVE, holds=everything),
    Reader(name="accused", label="Người được nêu trong vụ việc", holds=everything, hidden=True),
    Reader(name="below", label="Cấp dưới của người được nêu", holds=everything, hidden=True),
    Reader(name="relative", label="Người thân đã khai của người được nêu", holds=everything, hidden=True),
    Reader(name="custodian", label="Người giữ danh tính, không có quyền khác", holds=custodian),
    Reader(name="administrator", label="Quản trị", holds=administrator),
    Reader(name="elevated", label="Quản trị, đang có quyền tạm", holds=elevated),
    Reader(name="substitute", label="Người thay khi vắng", holds=everything, lent=True),
    Reader(name="nobody", label="Chưa đăng nhập", signed_in=False),
)
