"""One policy object per model: the only place that says who sees a row and who may do what with it.

The policy answers for pages, API, commands and jobs alike. The database's row-level security stands behind
it and is tested with the policy removed.
"""

from typing import Any, ClassVar, Generic, TypeVar

from django.db.models import Model, QuerySet

from congtam.foundation.access.actor import Actor, NotPermitted

M = TypeVar("M", bound=Model)


class Policy(Generic[M]):
    """Who may see and do what with rows of one model that carries ``unit_id``."""

    model: ClassVar[type[Model]]
    view_permission: ClassVar[str]

    def visible(self, actor: Actor) -> QuerySet[M]:
        """The rows that the actor may know of."""
        units = [unit for unit in actor.unit_ids if actor.may(self.view_permission, unit)]
        return self.model._default_manager.filter(unit_id__in=units)  # type: ignore[return-value]

    def may(self, actor: Actor, permission: str, row: M) -> bool:
        """Whether the actor may do what ``permission`` names with this row."""
        unit_id: int = row.unit_id  # type: ignore[attr-defined]
        return actor.may(self.view_permission, unit_id) and actor.may(permission, unit_id)

    def require(self, actor: Actor, permission: str, row: M) -> None:
        """Raise NotPermitted unless the actor may."""
        if not self.may(actor, permission, row):
            raise NotPermitted(permission)


class PolicyMissing(LookupError):
    """A model has no policy: nothing may be read or done through it."""


_policies: dict[type[Model], Policy[Any]] = {}


def register(policy: Policy[Any]) -> None:
    """Register the policy of a model; a second one for the same model is refused with ValueError."""
    known = _policies.get(policy.model)
    if known is not None and type(known) is not type(policy):
        raise ValueError(f"{policy.model.__name__} has a policy already")
    _policies[policy.model] = policy


def policy_for(model: type[M]) -> Policy[M]:
    """The model's policy, or PolicyMissing."""
    try:
        return _policies[model]
    except KeyError:
        raise PolicyMissing(model.__name__) from None


def registered() -> dict[type[Model], Policy[Any]]:
    """All policies by model."""
    return dict(_policies)
