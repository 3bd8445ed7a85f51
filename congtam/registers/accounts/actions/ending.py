"""How rights end: posts and substitutions from a day on, and never the last manager's."""

from collections.abc import Collection
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from congtam.foundation import clock
from congtam.foundation.access.models import Account, Holding, Substitution, Unit
from congtam.registers.accounts.lifecycle import MANAGE
from congtam.registers.accounts.queries import managers_of

ONE_DAY = timedelta(days=1)


def end_holding(holding: Holding, *, on: date) -> None:
    """The post is held until the day before ``on``. One that has not begun then is taken back whole; one that
    began after ``on``, on a day that is over, keeps that day."""
    since = holding.held.lower
    until = on if since is None else max(on, since + ONE_DAY)
    if since is not None and since >= on and until > clock.today():
        holding.substitutions.all().delete()
        holding.delete()
        return
    if holding.held.upper is None or holding.held.upper > until:
        holding.held = (since, until)
        holding.save(update_fields=["held"])


def end_one_substitution(substitution: Substitution, *, on: date) -> None:
    """The absent person does the work again from ``on`` on; what has not begun then is taken back whole."""
    since = substitution.during.lower
    if since >= on:
        substitution.delete()
        return
    substitution.during = (since, on)
    substitution.save(update_fields=["during"])


def end_everything(account: Account, *, on: date) -> None:
    """All posts of the account, and all that it fills for others, end on ``on``."""
    not_over = Q(held__endswith__gt=on) | Q(held__upper_inf=True)
    for holding in account.holdings.filter(not_over):
        end_holding(holding, on=on)
    for substitution in Substitution.objects.filter(substitute=account, during__endswith__gt=on):
        end_one_substitution(substitution, on=max(on, clock.today()))


def keep_a_manager(unit_ids: Collection[int], *, without: Collection[int], on: date) -> None:
    """Refuse what would leave a unit without anybody who can sign in and manages its accounts.

    The unit's row is locked first, so that two managers do not leave at once.
    """
    for unit in Unit.objects.select_for_update().filter(pk__in=unit_ids).order_by("pk"):
        if not managers_of(unit.pk, on=on, without=without).exists():
            raise ValidationError(
                _(
                    "Không làm được: sau việc này “%(unit)s” không còn ai quản lý tài khoản. Hãy giao quyền ấy cho "
                    "một người khác trước."
                )
                % {"unit": unit.name}
            )


def units_managed_by(account: Account, *, on: date) -> list[int]:
    """Where the account manages accounts by a post of its own on that day."""
    found = account.holdings.filter(held__contains=on, post__permissions__contains=[MANAGE])
    return list(found.values_list("post__unit_id", flat=True).distinct())
