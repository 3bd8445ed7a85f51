"""What the register adds to accounts and posts: their records, invitations, requests to reset two-step sign-in.

Accounts, posts, holdings and substitutions themselves are in `foundation.access`: what a person may do is found
before any scope of the database is known.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from congtam.foundation.access.models import Account, Post, Unit
from congtam.mechanisms.lifecycle.models import Record


class AccountEntry(models.Model):
    """An account in the register of the unit that looks after it. Its record has the state and the journal."""

    record = models.OneToOneField(
        Record, on_delete=models.PROTECT, primary_key=True, related_name="account_entry"
    )
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    account = models.OneToOneField(Account, on_delete=models.PROTECT, related_name="entry")

    def __str__(self) -> str:
        return str(self.record_id)


class PostEntry(models.Model):
    """A post in the register: its record has the journal of what the post was permitted."""

    record = models.OneToOneField(
        Record, on_delete=models.PROTECT, primary_key=True, related_name="post_entry"
    )
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    post = models.OneToOneField(Post, on_delete=models.PROTECT, related_name="entry")

    def __str__(self) -> str:
        return str(self.record_id)


class Invitation(models.Model):
    """A one-time code by which a person takes over an account; kept as a keyed hash only.

    ``ended_at`` is when it was used, replaced or withdrawn.
    """

    entry = models.ForeignKey(AccountEntry, on_delete=models.PROTECT, related_name="invitations")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    code_mac = models.BinaryField(max_length=32, unique=True)
    made_at = models.DateTimeField()
    valid_until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["entry"], condition=models.Q(ended_at__isnull=True), name="one_invitation_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class ResetRequest(models.Model):
    """Somebody lost the means of two-step sign-in: one person asks, another decides. The reasons are sealed
    notes of the journal."""

    class Outcome(models.TextChoices):
        GRANTED = "granted", _("đã đồng ý")
        REFUSED = "refused", _("không đồng ý")
        LAPSED = "lapsed", _("không còn cần")

    entry = models.ForeignKey(AccountEntry, on_delete=models.PROTECT, related_name="reset_requests")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    decided_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["entry"], condition=models.Q(outcome=""), name="one_reset_request_at_a_time"
            ),
            models.CheckConstraint(
                condition=models.Q(decided_by__isnull=True) | ~models.Q(decided_by=models.F("asked_by")),
                name="two_people_reset",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
