"""A letter, its scans and its matters.

Kind, competence, outcome, clock and secrecy hang on the matter, never on the letter (petitions, §2). What
tells who sent a letter is sealed until somebody has decided that it is no denunciation.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from congtam.casework.letters.comparing.models import RecordLink
from congtam.casework.letters.denunciation.models import (
    Denunciation,
    DenunciationMatter,
    Protection,
    Transfer,
)
from congtam.casework.letters.dispatching.models import AddressedPaper
from congtam.casework.letters.opening.models import OpeningBatch, PaperEntry
from congtam.casework.letters.public.models import CodeKey, Message, MessageFile, WebChannel
from congtam.casework.letters.redaction.models import WorkingCopy, WorkingPage
from congtam.foundation.access.models import Unit
from congtam.foundation.files.models import StoredFile
from congtam.foundation.sealing.models import DataKey
from congtam.mechanisms.lifecycle.models import Record

__all__ = [
    "AddressedPaper",
    "Channel",
    "CodeKey",
    "Competence",
    "Denunciation",
    "DenunciationMatter",
    "Kind",
    "Letter",
    "Matter",
    "Message",
    "MessageFile",
    "OpeningBatch",
    "Outcome",
    "PaperEntry",
    "Protection",
    "RecordLink",
    "RefusalGround",
    "Scan",
    "ScanPage",
    "SenderKind",
    "Transfer",
    "WebChannel",
    "WorkingCopy",
    "WorkingPage",
]


class Channel(models.TextChoices):
    """How a letter came in; all channels lead to one intake point."""

    POST = "post", _("Bưu chính")
    HAND = "hand", _("Nộp trực tiếp")
    WEB = "web", _("Cổng trực tuyến")
    EMAIL = "email", _("Thư điện tử")
    RECEPTION = "reception", _("Tiếp công dân")


class SenderKind(models.TextChoices):
    """Who signs. "Unclear" is a full answer: nobody is asked for what the letter may lack."""

    ONE = "one", _("Một người")
    SEVERAL = "several", _("Nhiều người")
    GROUP = "group", _("Tập thể có người đại diện")
    ORGANISATION = "organisation", _("Cơ quan, tổ chức")
    ANONYMOUS = "anonymous", _("Không ghi tên")
    UNCLEAR = "unclear", _("Không rõ")


class Kind(models.TextChoices):
    """The kind of a matter, by its content and purpose and not by the letter's title."""

    COMPLAINT = "complaint", _("Khiếu nại")
    DENUNCIATION = "denunciation", _("Tố cáo")
    PETITION = "petition", _("Kiến nghị")
    REFLECTION = "reflection", _("Phản ánh")
    UNCLEAR = "unclear", _("Chưa rõ")


class Competence(models.TextChoices):
    """Whose the letter is."""

    OURS = "ours", _("Thuộc thẩm quyền của đơn vị")
    OTHER = "other", _("Thuộc thẩm quyền cơ quan khác")


class Outcome(models.TextChoices):
    """How a complaint was settled (the result for statistics)."""

    RIGHT = "right", _("Khiếu nại đúng")
    PARTLY = "partly", _("Khiếu nại đúng một phần")
    WRONG = "wrong", _("Khiếu nại sai")


class RefusalGround(models.TextChoices):
    """The nine obstacles to accepting a complaint (Luật Khiếu nại 02/2011/QH13, Điều 11)."""

    INTERNAL_ACT = "internal_act", _("Quyết định, hành vi nội bộ hoặc văn bản quy phạm pháp luật")
    NOT_CONCERNED = "not_concerned", _("Không liên quan trực tiếp đến quyền, lợi ích của người khiếu nại")
    NO_CAPACITY = "no_capacity", _("Không đủ năng lực hành vi mà không có người đại diện")
    BAD_REPRESENTATIVE = "bad_representative", _("Người đại diện không hợp pháp")
    NO_SIGNATURE = "no_signature", _("Đơn không có chữ ký hoặc điểm chỉ")
    OUT_OF_TIME = "out_of_time", _("Hết thời hiệu mà không có lý do chính đáng")
    SECOND_DECISION = "second_decision", _("Đã có quyết định giải quyết lần hai")
    STOPPED = "stopped", _("Đã đình chỉ, quá 30 ngày không khiếu nại tiếp")
    COURT = "court", _("Tòa án đã thụ lý hoặc đã giải quyết")


class Letter(models.Model):
    """One piece of mail. ``sealed`` holds the sender while the letter is closed; once it is decided to be no
    denunciation (``opened_at``) the sender moves to the plain columns and may be searched.

    ``identity_key`` is the key of what tells who wrote, open to named people only; empty where the unit had nobody
    who keeps identities when the letter came: then it is the key of the record. Each scan has the key of its file.
    """

    record = models.OneToOneField(Record, on_delete=models.PROTECT, primary_key=True, related_name="letter")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(max_length=10, choices=Channel)
    received_on = models.DateField()
    written_on = models.DateField(null=True, blank=True)
    sender_kind = models.CharField(max_length=12, choices=SenderKind, default=SenderKind.UNCLEAR)
    sealed = models.BinaryField(null=True, blank=True)
    identity_key = models.ForeignKey(
        DataKey, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    opened_at = models.DateTimeField(null=True, blank=True)
    sender_name = models.CharField(max_length=200, blank=True)
    sender_sort = models.CharField(max_length=250, blank=True)
    sender_address = models.CharField(max_length=300, blank=True)
    sender_phone = models.CharField(max_length=40, blank=True)
    text = models.TextField(blank=True)
    concerned = models.CharField(max_length=300, blank=True)
    competence = models.CharField(max_length=10, choices=Competence, blank=True)
    competent_body = models.CharField(max_length=200, blank=True)
    refusal_grounds = ArrayField(
        models.CharField(max_length=20, choices=RefusalGround), default=list, blank=True
    )
    decided_on = models.DateField(null=True, blank=True)
    answered_on = models.DateField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["unit", "received_on"], name="letter_by_day")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(opened_at__isnull=False)
                | models.Q(sender_name="", sender_address="", sender_phone="", text="", sender_sort=""),
                name="a_closed_letter_shows_no_sender",
            )
        ]

    def __str__(self) -> str:
        return str(self.record_id)

    @property
    def seal_key(self) -> DataKey:
        """The key of the sender."""
        return self.identity_key or self.record.data_key


class Matter(models.Model):
    """One content of a letter (nội dung), counted from 1."""

    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="matters")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=Kind)
    summary = models.CharField(max_length=300)
    complex = models.BooleanField(default=False)
    remote = models.BooleanField(default=False)
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["letter", "position"], name="one_matter_a_place")]

    def __str__(self) -> str:
        return f"{self.letter_id}.{self.position}"


class Scan(models.Model):
    """A scanned file of a letter and how far it was read. What was read is sealed with the record's key."""

    class State(models.TextChoices):
        QUEUED = "queued", _("Đang chờ đọc")
        READING = "reading", _("Đang đọc")
        DONE = "done", _("Đã đọc")
        FAILED = "failed", _("Chưa đọc được")
        UNAVAILABLE = "unavailable", _("Máy chưa có phần mềm đọc chữ")

    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="scans")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=12, choices=State, default=State.QUEUED)
    pages_read = models.PositiveSmallIntegerField(default=0)
    confidence = models.PositiveSmallIntegerField(null=True, blank=True)
    proposals = models.BinaryField(null=True, blank=True)
    problem = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["letter", "position"], name="one_scan_a_place")]

    def __str__(self) -> str:
        return f"{self.letter_id}.{self.position}"


class ScanPage(models.Model):
    """What was read on one page of a scan (words with their places), sealed. Kept page by page, so that a
    worker that is killed goes on where it was."""

    scan = models.ForeignKey(Scan, on_delete=models.PROTECT, related_name="read_pages")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    confidence = models.PositiveSmallIntegerField()
    sealed = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scan", "number"], name="one_reading_a_page")]

    def __str__(self) -> str:
        return f"{self.scan_id}.{self.number}"
