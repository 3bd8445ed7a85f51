"""The database shows the register to the unit that keeps it, with every filter of the application left out."""

from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.db import DatabaseError, models, transaction

from congtam.foundation.access.rls import set_scope
from congtam.registers.accounts.actions import ask_reset, make_post, renew_code
from congtam.registers.accounts.door import waiting_invitation
from congtam.registers.accounts.models import AccountEntry, Invitation, PostEntry, ResetRequest
from congtam.registers.accounts.tests.conftest import DAY, Register
from congtam.registers.accounts.tests.test_inviting import invited

TABLES = (AccountEntry, PostEntry, Invitation, ResetRequest)


@pytest.fixture
def full(register: Register) -> Register:
    """The city has a row in each table; the other unit has none."""
    van = register.cast.van
    TOTP.activate(van, generate_totp_secret())
    ask_reset(register.entry(van), actor=register.actor(), reason="Mất máy", on=DAY, save=register.save)
    make_post(
        actor=register.actor(), unit=register.cast.city, title="Thủ quỹ", permissions=[], on=DAY,
        save=register.save,
    )  # fmt: skip
    invited(register)
    return register


@pytest.mark.parametrize("model", TABLES)
def test_another_unit_sees_no_row(full: Register, model: type[models.Model]) -> None:
    counts = []
    for scope in ([full.cast.city.pk], [full.cast.other.pk], []):
        set_scope(scope)
        counts.append(model._default_manager.exists())
    assert counts == [True, False, False]


@pytest.mark.parametrize("model", TABLES)
def test_another_unit_writes_no_row_of_it(full: Register, model: Any) -> None:
    set_scope([full.cast.city.pk])
    row = model.objects.first()
    set_scope([full.cast.other.pk])
    with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        model(
            **{f.attname: getattr(row, f.attname) for f in model._meta.concrete_fields if f.attname != "id"}
        ).save(force_insert=True)


def test_the_page_of_codes_brings_one_unit_into_scope_and_only_for_a_right_code(full: Register) -> None:
    code = renew_code(
        AccountEntry.objects.get(account__username="hoa.nguyen"), actor=full.actor(), on=DAY, save=full.save
    ).code
    set_scope([])
    assert waiting_invitation("AAAA-BBBB-CCCC-DDDD") is None
    assert not AccountEntry.objects.exists()
    assert waiting_invitation(code) is not None
    assert {entry.unit_id for entry in AccountEntry.objects.all()} == {full.cast.city.pk}
