"""A denunciation, what it is about, where it was passed on, and the protection of who denounces.

What was typed is sealed with the record's key; in the columns stand days, choices and the working code alone.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from congtam.foundation.access.models import Unit
from congtam.mechanisms.lifecycle.models import Record


class Source(models.TextChoices):
    """How the denunciation was made: only the first two are a denunciation by the law (Luật Tố cáo, Điều 22)."""

    SIGNED = "signed", _("Đơn có họ tên, địa chỉ, chữ ký")
    IN_PERSON = "in_person", _("Tố cáo trực tiếp")
    ANONYMOUS = "anonymous", _("Không rõ họ tên, địa chỉ")
    BORROWED = "borrowed", _("Mượn tên người khác")
    OFF_FORM = "off_form", _("Qua điện thoại, thư điện tử, hình thức khác")


#: what the law does not treat as a denunciation (Điều 25): its third way
THIRD_PATH = (Source.ANONYMOUS, Source.BORROWED, Source.OFF_FORM)


class Identity(models.TextChoices):
    """The result of the identity check. Only the result is kept here, never the identity."""

    CONFIRMED = "confirmed", _("Đúng người")
    NOT_CONFIRMED = "not_confirmed", _("Không đúng người")
    IMPOSSIBLE = "impossible", _("Không kiểm tra được")


class Competent(models.TextChoices):
    """Whose the denunciation is."""

    OURS = "ours", _("Thuộc thẩm quyền của đơn vị")
    OTHER = "other", _("Thuộc thẩm quyền cơ quan khác")
    PARTY = "party", _("Vi phạm quy định của Đảng: thuộc cơ quan Đảng")


class Condition(models.TextChoices):
    """The conditions of acceptance (Luật Tố cáo 25/2018/QH14, Điều 29 khoản 1)."""

    FORM = "form", _("Thực hiện đúng hình thức tố cáo (Điều 23)")
    CAPACITY = "capacity", _("Người tố cáo đủ năng lực hành vi, hoặc có người đại diện")
    COMPETENCE = "competence", _("Thuộc thẩm quyền giải quyết của người nhận")
    BASIS = "basis", _("Có cơ sở xác định người vi phạm, hành vi vi phạm")
    AFTER_COMPLAINT = (
        "after_complaint",
        _("Nếu phát sinh từ khiếu nại đã giải quyết: có tài liệu cho thấy người giải quyết vi phạm"),
    )


class Finding(models.TextChoices):
    """What the conclusion says of a content."""

    RIGHT = "right", _("Tố cáo đúng")
    PARTLY = "partly", _("Tố cáo đúng một phần")
    WRONG = "wrong", _("Tố cáo sai")


class Withdrawn(models.TextChoices):
    """How far the denunciation was withdrawn before the conclusion (Điều 33)."""

    PART = "part", _("Rút một phần")
    WHOLE = "whole", _("Rút toàn bộ")


class Denunciation(models.Model):
    """One denunciation. ``letter`` is the mail that it came in, which keeps the sender; ``code`` stands for them.

    ``sealed`` holds what was typed about it (`content.Content`). ``again`` is the denunciation of the same content that
    this unit had before: what was passed on once is not passed on a second time.
    """

    record = models.OneToOneField(
        Record, on_delete=models.PROTECT, primary_key=True, related_name="denunciation"
    )
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    letter = models.OneToOneField("letters.Letter", on_delete=models.PROTECT, related_name="denunciation")
    code = models.CharField(max_length=12)
    source = models.CharField(max_length=12, choices=Source)
    received_on = models.DateField()
    forwarded = models.BooleanField(default=False)
    sealed = models.BinaryField()
    again = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    several_places = models.BooleanField(default=False)
    identity = models.CharField(max_length=14, choices=Identity, blank=True)
    competence = models.CharField(max_length=10, choices=Competent, blank=True)
    conditions_on = models.DateField(null=True)
    unmet = ArrayField(models.CharField(max_length=20, choices=Condition), default=list, blank=True)
    accepted_on = models.DateField(null=True)
    criteria = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    withdrawn = models.CharField(max_length=6, choices=Withdrawn, blank=True)
    goes_on = models.BooleanField(default=False)
    concluded_on = models.DateField(null=True)
    posted_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "code"], name="one_denouncer_a_working_code"),
        ]

    def __str__(self) -> str:
        return str(self.record_id)

    @property
    def third_path(self) -> bool:
        """Whether the law does not treat it as a denunciation."""
        return self.source in THIRD_PATH


class DenunciationMatter(models.Model):
    """One content of a denunciation, counted from 1; what was typed about it is sealed."""

    denunciation = models.ForeignKey(Denunciation, on_delete=models.PROTECT, related_name="matters")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    sealed = models.BinaryField()
    withdrawn_on = models.DateField(null=True)
    finding = models.CharField(max_length=10, choices=Finding, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["denunciation", "position"], name="one_content_a_place")
        ]

    def __str__(self) -> str:
        return f"{self.denunciation_id}.{self.position}"


class Transfer(models.Model):
    """A content was passed on to another body: once, and never again (Luật Tố cáo, Điều 24 khoản 2)."""

    matter = models.OneToOneField(DenunciationMatter, on_delete=models.PROTECT, related_name="transfer")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()

    def __str__(self) -> str:
        return str(self.matter_id)


class Measure(models.TextChoices):
    """The measures of protection (Luật Tố cáo, Điều 56 to 58)."""

    SECRECY = "secrecy", _("Bảo vệ bí mật thông tin")
    POSITION = "position", _("Bảo vệ vị trí công tác, việc làm")
    SAFETY = "safety", _("Bảo vệ tính mạng, sức khỏe, tài sản, danh dự, nhân phẩm")


class Protection(models.Model):
    """One request to protect a denouncer, or those near to them. The law counts no days: at once, or in time."""

    record = models.OneToOneField(
        Record, on_delete=models.PROTECT, primary_key=True, related_name="protection"
    )
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    denunciation = models.ForeignKey(Denunciation, on_delete=models.PROTECT, related_name="protections")
    urgent = models.BooleanField(default=False)
    sealed = models.BinaryField()
    measures = ArrayField(models.CharField(max_length=10, choices=Measure), default=list, blank=True)
    granted_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)

    def __str__(self) -> str:
        return str(self.record_id)
