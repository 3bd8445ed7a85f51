"""What the register keeps: a unit's record, proposals that need two people, requests to see an identity, weekly lists.

Key pairs, custodians and shares themselves lie in `foundation.custody`.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from congtam.foundation import clock
from congtam.foundation.access.models import Account, Unit
from congtam.foundation.custody.models import Custodian
from congtam.mechanisms.lifecycle.models import Record


class Keeping(models.Model):
    """How a unit keeps identities: its record has the journal of who was named, of recovery keys and their use."""

    record = models.OneToOneField(Record, on_delete=models.PROTECT, primary_key=True, related_name="keeping")
    unit = models.OneToOneField(Unit, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return str(self.record_id)


class Proposal(models.Model):
    """One person proposes, a second confirms; a reason that was typed is a sealed note of the journal.

    ``account`` is who is to keep identities (``act`` "name"), or to whom everything is shared again ("recover").
    ``to_unit`` is the unit above that is to decide ("decider"; None: the unit itself again). What the second person
    confirmed and the first has to carry out themselves (a printed key) is done until ``valid_until``, once.
    """

    class Act(models.TextChoices):
        NAME = "name", _("Cử người giữ")
        DECIDER = "decider", _("Chọn nơi đồng ý cho xem")
        PRINT = "print", _("Lập khóa khôi phục")
        RECOVER = "recover", _("Dùng khóa khôi phục")

    class Outcome(models.TextChoices):
        CONFIRMED = "confirmed", _("đã xác nhận")
        REFUSED = "refused", _("không xác nhận")
        WITHDRAWN = "withdrawn", _("đã rút lại")

    keeping = models.ForeignKey(Keeping, on_delete=models.PROTECT, related_name="proposals")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    act = models.CharField(max_length=10, choices=Act)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    duty = models.CharField(max_length=10, choices=Custodian.Duty, blank=True)
    to_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    proposed_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(default=clock.now)
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    decided_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    valid_until = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(outcome="withdrawn")
                | models.Q(decided_by__isnull=True)
                | ~models.Q(decided_by=models.F("proposed_by")),
                name="two_people_propose_and_confirm",
            ),
            models.CheckConstraint(
                condition=~models.Q(outcome="confirmed")
                | models.Q(account__isnull=True)
                | ~models.Q(decided_by=models.F("account")),
                name="nobody_confirms_themselves",
            ),
            models.CheckConstraint(
                condition=~models.Q(outcome="confirmed") | models.Q(decided_by__isnull=False),
                name="confirmed_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.act} {self.pk}"


class Purpose(models.TextChoices):
    """What an identity is read for."""

    VERIFY = "verify", _("Xác minh")
    CONTACT = "contact", _("Liên hệ người gửi đơn")
    TRANSFER = "transfer", _("Chuyển vụ việc")
    PROTECT = "protect", _("Bảo vệ người gửi đơn")
    DISCLOSE = "disclose", _("Cung cấp ra ngoài theo pháp luật")
    OTHER = "other", _("Việc khác")


class IdentityRequest(models.Model):
    """Somebody asks to see who wrote. ``decider`` is the unit whose custodians decide; where it is not the record's own
    ``unit`` it sees this row and nothing of the record.

    ``sealed`` holds what was typed (reason; basis, receiver and extent of a disclosure; the answer), under a key of the
    row itself that the installation wraps. ``until`` is when the grant ends by itself, ``ended_at`` when it ended.
    """

    class Outcome(models.TextChoices):
        GRANTED = "granted", _("đã đồng ý")
        REFUSED = "refused", _("không đồng ý")
        LAPSED = "lapsed", _("không còn hiệu lực")

    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="identity_requests")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    decider = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=16)
    asked_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    post_title = models.CharField(max_length=130, blank=True)
    asked_at = models.DateTimeField(default=clock.now)
    purpose = models.CharField(max_length=10, choices=Purpose)
    minutes = models.PositiveSmallIntegerField()
    wrapped = models.BinaryField()
    key_id = models.CharField(max_length=100)
    sealed = models.BinaryField()
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    decided_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    until = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    provided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(decided_by__isnull=True) | ~models.Q(decided_by=models.F("asked_by")),
                name="nobody_grants_themselves",
            ),
            models.CheckConstraint(
                condition=~models.Q(outcome="granted")
                | models.Q(decided_by__isnull=False, until__isnull=False),
                name="a_grant_has_a_second_person_and_an_end",
            ),
            models.UniqueConstraint(
                fields=["record", "asked_by"], condition=models.Q(outcome=""),
                name="one_open_request_a_person_and_record",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["asked_by", "until"], name="grants_of_a_person"),
            models.Index(
                fields=["decider", "asked_at"], condition=models.Q(outcome=""), name="requests_that_wait"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class ReadingReview(models.Model):
    """The list of unusual readings of one week (from a Monday) waits for somebody who reviews. How many lines there are
    is not kept: each reader sees those of the records that they may know of."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    monday = models.DateField()
    made_at = models.DateTimeField(default=clock.now)
    reviewed_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    reviewed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "monday"], name="one_review_a_week")]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.monday}"
