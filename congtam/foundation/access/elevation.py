"""Permissions for a short time: nobody has everything always, and what is dangerous is had for an hour at most.

A person asks, another grants, it runs and ends by itself. What may be had so is declared with the permission
(``permissions.declare(…, elevated=True)``); nothing that opens a letter or a seal is. The acts are in
`registers.accounts`, since each of them stands in the journal of the account.
"""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models

from congtam.foundation import clock
from congtam.foundation.access.models import Account, Holding, Unit
from congtam.foundation.access.permissions import elevatable

#: how long it runs at most
LONGEST = timedelta(minutes=60)
#: the times that may be asked for, in minutes
CHOICES = (15, 30, 60)
#: a request that nobody answered is over after a day
WAITS = timedelta(hours=24)


class Elevation(models.Model):
    """Permissions of one account in one unit, asked for, then granted by somebody else from ``granted_at`` until the
    instant ``until``; ``ended_at`` where it ended before, or was not granted. The reason is a sealed note of the
    journal. The database refuses a grant by the one who asked, and one that is longer than an hour."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="elevations")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    permissions = ArrayField(models.CharField(max_length=80))
    minutes = models.PositiveSmallIntegerField()
    asked_at = models.DateTimeField()
    granted_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    granted_at = models.DateTimeField(null=True, blank=True)
    until = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "unit"],
                condition=models.Q(granted_at__isnull=True, ended_at__isnull=True),
                name="one_elevation_asked_at_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(granted_by__isnull=True) | ~models.Q(granted_by=models.F("account")),
                name="two_people_elevate",
            ),
            models.CheckConstraint(
                condition=models.Q(granted_by__isnull=True, granted_at__isnull=True, until__isnull=True)
                | models.Q(
                    granted_by__isnull=False,
                    granted_at__isnull=False,
                    until__gt=models.F("granted_at"),
                    until__lte=models.F("granted_at") + LONGEST,
                ),
                name="elevated_for_an_hour_at_most",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account_id} {self.unit_id} {self.until}"

    def runs(self, at: datetime) -> bool:
        """Whether it gives something at that instant."""
        return self.until is not None and self.ended_at is None and at < self.until

    def waits(self, at: datetime) -> bool:
        """Whether somebody may still grant it."""
        return self.granted_at is None and self.ended_at is None and at < self.asked_at + WAITS


def running(at: datetime) -> "models.QuerySet[Elevation]":
    """All that run at that instant, each for somebody who can sign in and holds a post in that unit."""
    holds = Holding.objects.filter(
        account=models.OuterRef("account"),
        post__unit=models.OuterRef("unit"),
        held__contains=clock.day_of(at),
    )
    return Elevation.objects.filter(
        models.Exists(holds), account__is_active=True, ended_at__isnull=True, granted_at__lte=at, until__gt=at
    )


def waiting(at: datetime) -> "models.QuerySet[Elevation]":
    """All that somebody may still grant."""
    return Elevation.objects.filter(granted_at__isnull=True, ended_at__isnull=True, asked_at__gt=at - WAITS)


class NotElevatable(ValueError):
    """A permission that is never had for a short time; or none was named; or too long a time."""


def ask(*, account: Account, unit: Unit, permissions: Collection[str], minutes: int) -> Elevation:
    """Write a request down; one that nobody answered for a day makes place. Raises NotElevatable, IntegrityError
    where one waits already."""
    names = sorted(set(permissions))
    if not names or set(names) - set(elevatable()) or minutes not in CHOICES:
        raise NotElevatable(names, minutes)
    now = clock.now()
    over = Elevation.objects.filter(
        account=account, unit=unit, granted_at__isnull=True, ended_at__isnull=True
    )
    over.filter(asked_at__lte=now - WAITS).update(ended_at=now)
    return Elevation.objects.create(
        account=account, unit=unit, permissions=names, minutes=minutes, asked_at=now
    )


def grant(elevation: Elevation, *, by: Account) -> Elevation:
    """Let it run from now on. Raises NotElevatable where a permission may no longer be had so, IntegrityError for
    the account itself."""
    if set(elevation.permissions) - set(elevatable()):
        raise NotElevatable(elevation.permissions, elevation.minutes)
    now = clock.now()
    elevation.granted_by, elevation.granted_at = by, now
    elevation.until = now + timedelta(minutes=elevation.minutes)
    elevation.save(update_fields=["granted_by", "granted_at", "until"])
    return elevation


def end(elevation: Elevation) -> None:
    """It gives nothing any more; a request is over."""
    elevation.ended_at = clock.now()
    elevation.save(update_fields=["ended_at"])


def labels(names: Collection[str]) -> list[Any]:
    """What the permissions are called."""
    known = elevatable()
    return [known[name].label if name in known else name for name in sorted(names)]
