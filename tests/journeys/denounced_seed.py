"""Who works in an office in which one of its officers is denounced: ``python -m tests.journeys.denounced_seed``.

The cast reads what comes in: Văn and Chi with a key for it. Hòa and Bình keep identities, Tuân works on denunciations
without keeping any, Lan accepts. Nhung heads a part of the office with Sáu under her, and both may know of
denunciations: whatever they do not see, they do not see because they are kept away from it. Prints nothing.
"""

from collections.abc import Mapping

from congtam.project.runtime import HomeRuntime
from tests.journeys.seed import _administrator
from tests.walls.seed import PASSPHRASE

CASE = (
    "letters.view", "letters.triage", "denunciations.view", "denunciations.process", "denunciations.settle",
    "denunciations.protect", "denunciations.publish",
)  # fmt: skip
LEADER = ("denunciations.view", "denunciations.accept", "denunciations.assign", "denunciations.sign")
KEEPER = (
    "letters.view", "denunciations.view", "denunciations.redact", "denunciations.dispatch", "custody.view",
    "custody.keep", "custody.review",
)  # fmt: skip
HEAD = (
    "letters.view", "letters.book", "letters.register", "letters.triage", "denunciations.view",
    "denunciations.process", "denunciations.book", "custody.view", "custody.review", "correspondence.view",
)  # fmt: skip
#: user name: display name, post, rights, the post above
PEOPLE = {
    "hoa": ("Vũ Thị Hòa (thử)", "Người giữ danh tính", KEEPER),
    "binh": ("Ngô Văn Bình (thử)", "Người giữ danh tính thứ hai", KEEPER),
    "tuan": ("Hồ Minh Tuân (thử)", "Thanh tra viên", CASE),
    "nhung": ("Đặng Thị Nhung (thử)", "Trưởng bộ phận", HEAD),
    "sau": ("Lưu Văn Sáu (thử)", "Nhân viên bộ phận", HEAD),
}


def main() -> None:
    """Fill the home."""
    with HomeRuntime().database(role="app"):
        _fill()


def _fill() -> None:
    from congtam.foundation.access.actor import system_actor
    from congtam.foundation.access.models import Account, Post
    from congtam.foundation.access.rls import set_scope
    from congtam.foundation.access.scope import acting
    from congtam.foundation.access.setup import add_account, add_post, hold
    from tests.cast import SINCE, describe_city, make_cast

    with acting(system_actor("tests", unit_id=0)):
        cast = make_cast()
        set_scope([cast.city.pk])
        describe_city(cast)
        _administrator(cast.city)
        accounts = {"van": cast.van, "chi": cast.chi}
        hold(
            account=cast.lan,
            post=add_post(unit=cast.city, title="Người có thẩm quyền", permissions=LEADER),
            since=SINCE,
        )
        for username, (name, title, permissions) in PEOPLE.items():
            account = accounts[username] = add_account(username=username, display_name=name, password=None)
            account.password = Account.objects.get(username="van").password
            account.save(update_fields=["password"])
            hold(
                account=account,
                post=add_post(unit=cast.city, title=title, permissions=permissions),
                since=SINCE,
            )
        Post.objects.filter(title=PEOPLE["sau"][1]).update(
            reports_to=Post.objects.get(title=PEOPLE["nhung"][1])
        )
        _keys(cast.city, accounts)


def _keys(city: object, accounts: Mapping[str, object]) -> None:
    from congtam.foundation.access.models import Account, Unit
    from congtam.foundation.access.rls import set_scope
    from congtam.foundation.custody import holders, keypairs
    from congtam.foundation.custody.models import Custodian

    assert isinstance(city, Unit)
    intake, identity = Custodian.Duty.INTAKE, Custodian.Duty.IDENTITY
    duties = {"van": intake, "chi": intake, "hoa": identity, "binh": identity, "tuan": None}
    for username, duty in duties.items():
        account = accounts[username]
        assert isinstance(account, Account)
        set_scope([city.pk], account_id=account.pk)
        keypairs.make(account=account, passphrase=PASSPHRASE)
        if duty:
            holders.name(unit=city, account=account, duty=duty)


if __name__ == "__main__":
    main()
