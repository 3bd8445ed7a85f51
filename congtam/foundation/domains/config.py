"""The base of every domain's ``apps.py``."""

from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Any, ClassVar

from django.apps import AppConfig

#: Modules that register something when imported. Order matters: a policy before what asks it.
REGISTERING = ("policies", "lifecycle", "documents", "indicators", "tasks", "reactions")


@dataclass(frozen=True, kw_only=True)
class NavigationItem:
    """One entry of the menu: a translated label, a URL name, an icon of the sprite, the permission it needs
    (empty: whoever is signed in)."""

    label: Any
    url: str
    icon: str
    permission: str
    order: int = 50


class DomainConfig(AppConfig):
    """A domain's AppConfig. ``default`` is False here and True in each subclass, so that importing the base
    into ``apps.py`` leaves Django exactly one candidate."""

    default = False
    default_auto_field = "django.db.models.BigAutoField"
    navigation: ClassVar[tuple[NavigationItem, ...]] = ()
    #: permission name → label; a permission belongs to the domain whose acts ask for it
    permissions: ClassVar[dict[str, Any]] = {}
    #: those of them that may be had for a short time only (``access.elevation``)
    elevated: ClassVar[tuple[str, ...]] = ()
    #: those of them that let somebody know of a unit's sealed records
    showing_sealed: ClassVar[tuple[str, ...]] = ()
    #: those that demand a second step at sign-in; "name.*" stands for all that begin so
    second_factor: ClassVar[tuple[str, ...]] = ()

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        cls.default = True

    def ready(self) -> None:
        from congtam.foundation.access.permissions import declare, demand_second_factor, shows_sealed

        for name, label in self.permissions.items():
            declare(name, label=label, domain=self.label, elevated=name in self.elevated)
        for name in self.showing_sealed:
            shows_sealed(name)
        demand_second_factor(*self.second_factor)
        for part in REGISTERING:
            if find_spec(f"{self.name}.{part}"):
                import_module(f"{self.name}.{part}")
