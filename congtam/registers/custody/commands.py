"""``congtam custody``: how identities are kept, and the acts that need no page."""

from dataclasses import asdict
from getpass import getpass
from typing import Annotated, Any

import typer

from congtam.foundation.commands import CommandError, ExitCode, Runtime, emit, group, say, show

_Json = Annotated[bool, typer.Option("--json", help="One JSON object on standard output.")]
_Unit = Annotated[str, typer.Option("--unit", metavar="CODE", help="Code of the unit.")]
_As = Annotated[str, typer.Option("--as", metavar="ACCOUNT", help="User name of the custodian.")]


def register(app: typer.Typer, runtime: Runtime) -> None:
    """Add the group."""
    custody = group(app, "custody", help_text="Ai giữ danh tính, khóa nào niêm phong.")

    @custody.command("status")
    def status_command(json_: _Json = False) -> None:
        """Who keeps identities of each unit, and which keys seal how much. Opens nothing."""
        with runtime.database(role="owner"):
            found = _status()
        emit(found) if json_ else _show_status(found)
        raise typer.Exit(0 if found["ok"] else ExitCode.NEGATIVE)

    @custody.command("check")
    def check_command(unit: _Unit, account: _As, json_: _Json = False) -> None:
        """Open every key of the unit with a custodian's passphrase, read from standard input. Changes nothing."""
        with runtime.database():
            found = _with_custodian(unit, account, _check)
        emit(found) if json_ else show(f"{found['opened']} mở được, {found['not_opened']} không mở được.")
        raise typer.Exit(0 if found["ok"] else ExitCode.NEGATIVE)

    @custody.command("share")
    def share_command(
        unit: _Unit, account: _As,
        to: Annotated[str, typer.Option("--to", help="User name of the new holder, or 'recovery'.")],
        json_: _Json = False,
    ) -> None:  # fmt: skip
        """Share what was sealed before with a new holder. The passphrase is read from standard input."""
        with runtime.database():
            found = _with_custodian(unit, account, lambda actor, keeping: _share(actor, keeping, to))
        emit(found) if json_ else show(
            f"Đã chia sẻ {found['shared']} phần, {found['not_opened']} không mở được."
        )
        raise typer.Exit(0 if found["ok"] else ExitCode.NEGATIVE)

    @custody.command("rotate-installation-key")
    def rotate_command(json_: _Json = False) -> None:
        """Replace secrets/sealing.key: every key that it wraps is wrapped anew. Not while the product runs."""
        runtime.refuse_running()
        with runtime.database(role="owner"):
            found = _rotate()
        emit(found) if json_ else show(
            f"Đã bọc lại {found['keys']} khóa: {found['before']} → {found['after']}"
        )
        say("Hãy sao lưu tệp khóa mới; bản sao lưu trước đó cần tệp khóa cũ của nó.")


def _status() -> dict[str, Any]:
    from congtam.foundation.access.models import Unit
    from congtam.foundation.custody.models import Custodian, KeyPair
    from congtam.foundation.sealing import rotation

    units: list[dict[str, Any]] = []
    recovery = set(
        KeyPair.objects.filter(kind="recovery", ended_at__isnull=True).values_list("unit_id", flat=True)
    )
    for unit in Unit.objects.order_by("code"):
        rows = Custodian.objects.filter(unit=unit, until__isnull=True)
        duties = list(rows.values_list("duty", flat=True))
        units.append(
            {"unit": unit.code, "identity": duties.count("identity"), "intake": duties.count("intake"),
             "recovery": unit.pk in recovery}
        )  # fmt: skip
    kept = [each for each in units if each["identity"]]
    return {
        "ok": bool(kept) and all(each["identity"] > 1 and each["recovery"] for each in kept),
        "units": units,
        "keys": rotation.counts(),
    }


def _show_status(found: dict[str, Any]) -> None:
    for each in found["units"]:
        recovery = "có" if each["recovery"] else "chưa có"
        show(
            f"{each['unit']}: {each['identity']} người giữ danh tính, {each['intake']} người giữ khóa tiếp nhận, "
            f"{recovery} khóa khôi phục"
        )
    for key_id, count in sorted(found["keys"].items()):
        show(f"{key_id}: {count}")


def _with_custodian(code: str, username: str, act: Any) -> dict[str, Any]:
    """Do ``act(actor, keeping)`` as the custodian, whose key is open for it."""
    from congtam.foundation import clock
    from congtam.foundation.access.actor import NotPermitted, actor_of
    from congtam.foundation.access.models import Account
    from congtam.foundation.access.scope import acting
    from congtam.foundation.custody import keypairs, keyring
    from congtam.foundation.custody.secrets import WrongPassphrase
    from congtam.mechanisms.lifecycle.acts import StepBlocked
    from congtam.registers.custody.models import Keeping

    account = Account.objects.filter(username=username, is_active=True).first()
    if account is None:
        raise CommandError(
            "unknown_account", f"There is no account {username}.", "See `congtam custody status`."
        )
    passphrase = _passphrase()
    with acting(actor_of(account, on=clock.today())) as actor:
        keeping = Keeping.objects.filter(unit__code=code).select_related("record__data_key", "unit").first()
        if keeping is None:
            raise CommandError(
                "unknown_unit", f"{username} sees no keeping of {code}.", "Open it on its page first."
            )
        try:
            pair, private = keypairs.opened(account=account, passphrase=passphrase)
            with keyring.using({pair.pk: private}):
                found: dict[str, Any] = act(actor, keeping)
        except WrongPassphrase as wrong:
            raise CommandError("wrong_passphrase", "The passphrase does not open the key.") from wrong
        except (NotPermitted, StepBlocked) as refused:
            raise CommandError("refused", str(refused) or "Not permitted.") from refused
    return found


def _passphrase() -> str:
    """Never an argument: what is on a command line is seen by everybody on the machine."""
    import sys

    if sys.stdin.isatty():
        return getpass("Cụm mật khẩu của khóa: ", stream=sys.stderr)
    return sys.stdin.readline().rstrip("\r\n")


def _check(actor: Any, keeping: Any) -> dict[str, Any]:
    from congtam.foundation.custody import handing

    opened, shut = handing.check(unit=keeping.unit)
    return {"ok": shut == 0, "opened": opened, "not_opened": shut}


def _share(actor: Any, keeping: Any, to: str) -> dict[str, Any]:
    from congtam.foundation import clock
    from congtam.foundation.custody import holders
    from congtam.foundation.sealing import SealLocked
    from congtam.registers.custody.actions.keeping import Save
    from congtam.registers.custody.actions.sharing import share

    row = next((each for each in holders.in_office(keeping.unit) if each.account.username == to), None)
    if row is None and to != "recovery":
        raise CommandError(
            "unknown_holder", f"{to} keeps nothing of this unit.", "Name them on the page first."
        )
    given = after = 0
    while True:
        try:
            part = share(keeping, actor=actor, to=row, on=clock.today(), save=Save(), after=after)
        except SealLocked as locked:
            raise CommandError("locked", str(locked), exit_code=ExitCode.NEGATIVE) from locked
        given, after = given + part.given, part.after
        if not part.more:
            return {"ok": part.shut == 0, "shared": given, "not_opened": part.shut}


def _rotate() -> dict[str, Any]:
    from congtam.foundation.sealing import KeyMissing, SealBroken, rotation

    try:
        return {"ok": True, **asdict(rotation.rotate())}
    except (KeyMissing, SealBroken) as broken:
        raise CommandError(
            "key_broken", str(broken), "Nothing was changed.", ExitCode.UNAVAILABLE
        ) from broken
