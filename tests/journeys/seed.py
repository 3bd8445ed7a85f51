"""Who works in the journeys' office, and a few letters that wait there: ``python -m tests.journeys.seed``.

Runs in a process of its own, on the database of CONGTAM_HOME, and prints one JSON object: the record codes and
the tracking codes of the accepted and of the registered letter.
"""

import json

from congtam.foundation import clock
from congtam.project.runtime import HomeRuntime

ADMINISTRATOR = (
    "organisations.maintain",
    "documents.manage_templates",
    "jobs.manage",
    "upkeep.view",
    "accounts.manage",
    "legislation.maintain_values",
    "legislation.maintain_calendar",
)


def main() -> None:
    """Fill the home."""
    with HomeRuntime().database(role="app"):
        print(json.dumps(_filled()))


def _filled() -> dict[str, str]:
    from congtam.casework.letters.receiving import receipt_of
    from congtam.casework.letters.tests import situations
    from congtam.foundation.access.actor import system_actor
    from congtam.foundation.access.rls import set_scope
    from congtam.foundation.access.scope import acting
    from tests.cast import describe_city, make_cast

    with acting(system_actor("tests", unit_id=0)):  # a scope is set as soon as there is a unit
        cast = make_cast()
        set_scope([cast.city.pk])
        describe_city(cast)
        _administrator(cast.city)
        today = clock.today()
        made = {
            "received": situations.received(cast, on=today),
            "registered": situations.registered(cast, on=today),
            "triaged": situations.triaged(cast, on=today),
            "accepted": situations.accepted(cast, on=today),
        }
        codes = {name: letter.record.code for name, letter in made.items()}
        tracking = {"tracking": receipt_of(made["accepted"]), "follow": receipt_of(made["registered"])}
        return codes | tracking


def _administrator(city: object) -> None:
    from congtam.foundation.access.models import Account, Unit
    from congtam.foundation.access.setup import add_account, add_post, hold
    from tests.cast import SINCE

    assert isinstance(city, Unit)
    account = add_account(username="quan", display_name="Phạm Văn Quản (thử)", password=None)
    account.password = Account.objects.get(username="van").password
    account.save(update_fields=["password"])
    hold(account=account, post=add_post(unit=city, title="Quản trị", permissions=ADMINISTRATOR), since=SINCE)


if __name__ == "__main__":
    main()
