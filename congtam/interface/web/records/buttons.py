"""The steps of a record as buttons: the permitted ones, and those that people look for with the reason."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from congtam.foundation.access.actor import Actor
from congtam.mechanisms.lifecycle.models import Record
from congtam.mechanisms.lifecycle.registry import Step, lifecycle_of
from congtam.mechanisms.lifecycle.steps import offers


@dataclass(frozen=True, kw_only=True)
class Button:
    """One step. ``key`` is its shortcut, empty for none."""

    step: Step
    href: str
    permitted: bool
    reason: Any = ""
    key: str = ""


@dataclass(frozen=True, kw_only=True)
class Buttons:
    """``main`` is what comes next, where the actor may do it; ``others`` what they may do besides;
    ``withheld`` what they may not, or not yet."""

    main: Button | None
    others: tuple[Button, ...]
    withheld: tuple[Button, ...]


def buttons(
    record: Record,
    *,
    actor: Actor,
    base: str,
    own: Mapping[str, str] | None = None,
    keys: Mapping[str, str] | None = None,
    done: Collection[str] = (),
) -> Buttons:
    """The steps to show. A step's page is ``<base><name>/``, or the address that ``own`` names for it.

    ``done`` are steps that the record has behind it: those are not shown as withheld.
    """
    lifecycle = lifecycle_of(record.kind)
    over = lifecycle.state(record.state).final
    found = [
        Button(
            step=offer.step,
            href=(own or {}).get(offer.step.name, f"{base}{offer.step.name}/"),
            permitted=offer.permitted,
            reason=offer.reason,
            key=(keys or {}).get(offer.step.name, ""),
        )
        for offer in offers(record, actor=actor)
    ]
    permitted = [button for button in found if button.permitted]
    main = next((button for button in permitted if button.step.primary), None)
    return Buttons(
        main=main,
        others=tuple(button for button in permitted if button is not main),
        withheld=tuple(
            button for button in found if not button.permitted and not over and button.step.name not in done
        ),
    )
