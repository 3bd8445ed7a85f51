"""One policy object per model: the only place that says who sees a row and who may do what with it.

The policy answers for pages, API, commands and jobs alike. The database's row-level security stands behind
it and is tested with the policy removed.
"""

from typing import Any, ClassVar, Generic, TypeVar

from django.core.exceptions import FieldDoesNotExist
from django.db.models import BooleanField, F, Func, Model, QuerySet

from congtam.foundation.access.actor import Actor, NotPermitted
from congtam.foundation.access.rls import HIDDEN, hidden_from

M = TypeVar("M", bound=Model)


class NotHidden(Func):
    """Whether the record with this id is shown to whoever looks: the same question that row-level security asks, asked
    by the application itself."""

    template = (
        f"%(expressions)s <> ALL ((select nullif(current_setting('{HIDDEN}', true), '')::bigint[])::bigint[])"
    )
    output_field = BooleanField()


class Policy(Generic[M]):
    """Who may see and do what with rows of one model that carries ``unit_id``.

    ``record_path`` leads to the id of the record that a row belongs to ("scan__letter_id"); where nothing is said it
    is the row's own ``record``. Rows of a record from which the actor is excluded are neither seen nor touched.
    """

    model: ClassVar[type[Model]]
    view_permission: ClassVar[str]
    record_path: ClassVar[str] = ""

    def visible(self, actor: Actor) -> QuerySet[M]:
        """The rows that the actor may know of."""
        units = [unit for unit in actor.unit_ids if actor.may(self.view_permission, unit)]
        found: QuerySet[M] = self.model._default_manager.filter(unit_id__in=units)  # type: ignore[assignment]
        path = self._record_path()
        return found.filter(NotHidden(F(path))) if path else found

    def may(self, actor: Actor, permission: str, row: M) -> bool:
        """Whether the actor may do what ``permission`` names with this row."""
        unit_id: int = row.unit_id  # type: ignore[attr-defined]
        if not (actor.may(self.view_permission, unit_id) and actor.may(permission, unit_id)):
            return False
        hidden = hidden_from(actor.account_id)
        return not hidden or self._record_of(row) not in hidden

    def _record_path(self) -> str:
        if self.record_path:
            return self.record_path
        try:
            return str(self.model._meta.get_field("record").attname)  # type: ignore[union-attr]
        except FieldDoesNotExist:
            return ""

    def _record_of(self, row: M) -> int | None:
        value: Any = row
        for name in self._record_path().split("__") if self._record_path() else ():
            value = getattr(value, name)
        return None if value is row else value

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
