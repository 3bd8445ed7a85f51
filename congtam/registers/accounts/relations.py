"""Reading declared relations: on one's own page, and on the page of one account. There is no list by person."""

from congtam.foundation.access.models import Account, Relation


def relations_of(account: Account) -> list[Relation]:
    """What the account declared, or was entered for it, and has not ended (one query)."""
    found = Relation.objects.filter(account=account, ended_on__isnull=True)
    return list(found.select_related("relative").order_by("declared_on", "pk"))
