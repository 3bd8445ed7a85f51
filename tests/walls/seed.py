"""Who works in the office of these tests: ``python -m tests.walls.seed``, on the database of CONGTAM_HOME.

The cast, each with a key; Văn and Chi read what comes in, Lan and Hòa keep identities, Chi handles denunciations
without keeping any. Prints nothing.
"""

from congtam.project.runtime import HomeRuntime

PASSPHRASE = "bốn từ rời nhau (thử)"
DENUNCIATIONS = (
    "denunciations.view", "denunciations.process", "denunciations.accept", "denunciations.assign",
    "denunciations.settle", "denunciations.sign", "denunciations.dispatch", "denunciations.publish",
    "denunciations.protect",
)  # fmt: skip
KEEPER = ("denunciations.view", "custody.view", "custody.keep", "custody.review", "letters.view")


def main() -> None:
    """Fill the home."""
    with HomeRuntime().database(role="app"):
        _fill()


def _fill() -> None:
    from congtam.foundation.access.actor import system_actor
    from congtam.foundation.access.models import Account
    from congtam.foundation.access.rls import set_scope
    from congtam.foundation.access.scope import acting
    from congtam.foundation.access.setup import add_account, add_post, hold
    from tests.cast import SINCE, describe_city, make_cast

    with acting(system_actor("tests", unit_id=0)):
        cast = make_cast()
        set_scope([cast.city.pk])
        describe_city(cast)
        hoa = add_account(username="hoa", display_name="Vũ Thị Hòa (thử)", password=None)
        hoa.password = Account.objects.get(username="van").password
        hoa.save(update_fields=["password"])
        for account, title, permissions in (
            (hoa, "Người giữ danh tính", KEEPER),
            (cast.lan, "Người giữ danh tính", KEEPER),
            (cast.chi, "Người giải quyết tố cáo", DENUNCIATIONS),
        ):
            post = add_post(unit=cast.city, title=title, permissions=permissions)
            hold(account=account, post=post, since=SINCE)
        _keys(cast, hoa)


def _keys(cast: object, hoa: object) -> None:
    from congtam.foundation.access.models import Account
    from congtam.foundation.access.rls import set_scope
    from congtam.foundation.custody import holders, keypairs
    from congtam.foundation.custody.models import Custodian
    from tests.cast import Cast

    assert isinstance(cast, Cast)
    assert isinstance(hoa, Account)
    duty = Custodian.Duty
    for account, given in (
        (cast.van, duty.INTAKE), (cast.chi, duty.INTAKE), (cast.lan, duty.IDENTITY), (hoa, duty.IDENTITY),
    ):  # fmt: skip
        set_scope([cast.city.pk], account_id=account.pk)
        keypairs.make(account=account, passphrase=PASSPHRASE)
        holders.name(unit=cast.city, account=account, duty=given)


if __name__ == "__main__":
    main()
