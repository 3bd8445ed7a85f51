"""Key pairs, who keeps identities, and shares of data keys."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from congtam.foundation import clock
from congtam.foundation.access.models import Account, Unit
from congtam.foundation.sealing.models import DataKey


class KeyPair(models.Model):
    """A public key (X25519, 32 bytes). Whose it is says ``kind``: a person's (``account``), the printed recovery key
    of a unit, or the key by which the worker reads a scan once. ``ended_at`` says since when nothing new is sealed to
    it: it was replaced, its passphrase was lost, or its owner left."""

    class Kind(models.TextChoices):
        PERSON = "person", _("Khóa cá nhân")
        RECOVERY = "recovery", _("Khóa khôi phục")
        READING = "reading", _("Khóa đọc bản quét")

    kind = models.CharField(max_length=10, choices=Kind)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    public = models.BinaryField(max_length=32, unique=True)
    made_at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account"], condition=models.Q(ended_at__isnull=True, kind="person"),
                name="one_live_key_a_person",
            ),
            models.UniqueConstraint(
                fields=["unit"], condition=models.Q(ended_at__isnull=True, kind="recovery"),
                name="one_live_recovery_key_a_unit",
            ),
            models.CheckConstraint(
                condition=models.Q(kind="person", account__isnull=False, unit__isnull=True)
                | models.Q(kind="recovery", account__isnull=True, unit__isnull=False)
                | models.Q(kind="reading", account__isnull=True, unit__isnull=True),
                name="a_key_has_one_owner",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class KeySecret(models.Model):
    """A person's private key, sealed under their passphrase. ``salt``, ``opslimit`` and ``memlimit`` (bytes) are
    those of Argon2id (RFC 9106). The database shows the row to its owner only."""

    pair = models.OneToOneField(KeyPair, on_delete=models.PROTECT, primary_key=True, related_name="secret")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    sealed = models.BinaryField()
    salt = models.BinaryField(max_length=16)
    opslimit = models.PositiveIntegerField()
    memlimit = models.PositiveBigIntegerField()

    def __str__(self) -> str:
        return str(self.pair_id)


class Visit(models.Model):
    """A private key while its owner works: sealed under a key that only the owner's browser has (a cookie). The row
    opens nothing alone, nor does the cookie. ``mark`` is the hash of the cookie's key."""

    mark = models.BinaryField(max_length=32, primary_key=True)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    sealed = models.BinaryField()
    begun_at = models.DateTimeField()
    used_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.account_id} {self.begun_at}"


class Custodian(models.Model):
    """Who keeps identities of a unit: ``identity`` those of denouncers, ``intake`` those of letters that nobody has
    classified yet. Half-open in time: from ``since`` until ``until``."""

    class Duty(models.TextChoices):
        INTAKE = "intake", _("Giữ khóa tiếp nhận")
        IDENTITY = "identity", _("Giữ danh tính")

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    duty = models.CharField(max_length=10, choices=Duty)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "account", "duty"], condition=models.Q(until__isnull=True),
                name="a_duty_once_at_a_time",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.unit_id} {self.account_id} {self.duty}"


class UnitCustody(models.Model):
    """What a unit has chosen: which unit above decides who may see an identity (a small office decides none of its
    own; its records are sealed to the custodians above as well)."""

    unit = models.OneToOneField(Unit, on_delete=models.PROTECT, primary_key=True, related_name="+")
    grants_to = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(grants_to=models.F("unit")), name="a_unit_is_not_above_itself"
            )
        ]

    def __str__(self) -> str:
        return str(self.unit_id)


class Share(models.Model):
    """A data key in a sealed box to one public key. ``duty`` says why: as intake or identity custodian, by a grant
    (which ends at ``until``), for the recovery, for reading a scan. ``unit`` is that of the data key."""

    class Why(models.TextChoices):
        INTAKE = "intake", _("Giữ khóa tiếp nhận")
        IDENTITY = "identity", _("Giữ danh tính")
        GRANT = "grant", _("Được đồng ý cho xem")
        RECOVERY = "recovery", _("Khóa khôi phục")
        READING = "reading", _("Đọc bản quét")

    data_key = models.ForeignKey(DataKey, on_delete=models.PROTECT, related_name="shares")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    pair = models.ForeignKey(KeyPair, on_delete=models.PROTECT, related_name="shares")
    why = models.CharField(max_length=10, choices=Why)
    sealed = models.BinaryField()
    made_at = models.DateTimeField(default=clock.now)
    until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["data_key", "pair", "why"], name="one_share_a_holder"),
            models.CheckConstraint(
                condition=models.Q(why="grant", until__isnull=False)
                | (~models.Q(why="grant") & models.Q(until=None)),
                name="a_grant_ends",
            ),
        ]
        indexes = [models.Index(fields=["pair", "data_key"], name="shares_of_a_holder")]

    def __str__(self) -> str:
        return f"{self.data_key_id} {self.pair_id} {self.why}"
