"""Every command of the product, and which of them act in somebody's name."""

from collections.abc import Iterator

import typer

from congtam.project.cli import build

#: what an option that names an account is called in a command's function
NAMES_AN_ACCOUNT = {"account", "username", "as_", "actor", "user"}


def commands() -> dict[str, set[str]]:
    """The names of all commands, each with its parameters."""
    return dict(_walk(build(), ()))


def _walk(app: typer.Typer, before: tuple[str, ...]) -> Iterator[tuple[str, set[str]]]:
    for each in app.registered_commands:
        assert each.callback
        code = each.callback.__code__
        name = each.name or each.callback.__name__.replace("_", "-")
        yield " ".join((*before, name)), set(code.co_varnames[: code.co_argcount])
    for group in app.registered_groups:
        assert group.typer_instance
        yield from _walk(group.typer_instance, (*before, str(group.name)))


def acting_for_an_account() -> set[str]:
    """The commands that act in the name of an account."""
    return {name for name, parameters in commands().items() if parameters & NAMES_AN_ACCOUNT}
