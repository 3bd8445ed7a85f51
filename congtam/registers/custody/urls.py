"""Addresses of the register. No name, no reason and no key stands in one."""

from django.urls import path

from congtam.interface.web.records import codes  # noqa: F401  registers the converter
from congtam.registers.custody.views import (
    asking,
    deciding,
    keys,
    proposals,
    readings,
    unit_acts,
    units,
    unusual,
)

app_name = "keepers"
urlpatterns = [
    path("keys/", keys.own_key, name="own"),
    path("keys/make/", keys.make, name="make"),
    path("keys/unlock/", keys.unlock, name="unlock"),
    path("keys/lock/", keys.lock, name="lock"),
    path("keys/passphrase/", keys.change, name="change"),
    path("keys/rotate/", keys.rotate, name="rotate"),
    path("keys/forgotten/", keys.forgotten, name="forgotten"),
    path("identity/requests/", deciding.requests, name="requests"),
    path("identity/requests/<int:pk>/", deciding.decide, name="decide"),
    path("identity/requests/<int:pk>/close/", asking.close, name="close-request"),
    path("identity/requests/<int:pk>/provided/", asking.provide, name="provide"),
    path("identity/unusual/", unusual.unusual, name="unusual"),
    path("identity/unusual/<int:pk>/done/", unusual.done, name="reviewed"),
    path("identity/<record_code:code>/", asking.ask_page, name="ask"),
    path("identity/<record_code:code>/read/", asking.read, name="read"),
    path("identity/<record_code:code>/views/", readings.views, name="views"),
    path("custodians/", units.units, name="list"),
    path("custodians/open/<int:pk>/", units.open_unit, name="open"),
    path("custodians/proposals/<int:pk>/", proposals.confirm, name="confirm"),
    path("custodians/proposals/<int:pk>/carry-out/", proposals.carry_out, name="carry-out"),
    path("custodians/<record_code:code>/", units.unit, name="unit"),
    path("custodians/<record_code:code>/share/", units.share, name="share"),
    path("custodians/<record_code:code>/move/", units.move_old, name="move"),
    path("custodians/<record_code:code>/<slug:act>/", unit_acts.act_page, name="act"),
]
