"""Dated facts of units."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from congtam.foundation.access.models import Unit
from congtam.mechanisms.effective.models import Fact


class Numbering(models.TextChoices):
    """In what the numbers of issued documents begin again at 01.

    State bodies count by calendar year (Nghị định 30/2020/NĐ-CP), Party committees by term. A congress is a
    unit of its own from its opening to its closing, and counts documents of all kinds in one series
    (Hướng dẫn 36-HD/VPTW, II.1.3.1a).
    """

    YEAR = "year", _("theo năm")
    TERM = "term", _("theo nhiệm kỳ")
    CONGRESS = "all", _("một dãy số cho cả đại hội")


class UnitFacts(Fact):
    """How a unit is called, where it sits and how it numbers its documents, during a period.

    ``superior_name`` is the line above the unit's own in a letterhead, ``place`` the place before the date
    ("Vĩnh Yên, ngày …"), ``symbol`` the issuer in a document's number ("UBND", "TU"), ``term`` the label of
    the term in which documents are numbered ("2020-2025"), or the name of the congress.
    """

    subject_field: ClassVar[str] = "unit"

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="facts")
    name = models.CharField(_("Tên cơ quan"), max_length=200)
    short_name = models.CharField(_("Tên gọi tắt"), max_length=80, blank=True)
    superior_name = models.CharField(_("Cơ quan cấp trên"), max_length=200, blank=True)
    place = models.CharField(_("Địa danh"), max_length=80)
    address = models.CharField(_("Địa chỉ"), max_length=200, blank=True)
    phone = models.CharField(_("Điện thoại"), max_length=60, blank=True)
    symbol = models.CharField(_("Ký hiệu cơ quan"), max_length=30)
    numbering = models.CharField(
        _("Đánh số văn bản"), max_length=4, choices=Numbering, default=Numbering.YEAR
    )
    term = models.CharField(_("Nhiệm kỳ"), max_length=20, blank=True)
    reception_hours = models.TextField(_("Lịch tiếp công dân"), blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(numbering="term") | ~models.Q(term=""),
                name="numbering_by_term_names_the_term",
                violation_error_message=_("Hãy ghi nhiệm kỳ khi đánh số văn bản theo nhiệm kỳ."),
            ),
            models.CheckConstraint(
                condition=~models.Q(numbering="all") | ~models.Q(term=""),
                name="one_series_names_the_congress",
                violation_error_message=_("Hãy ghi tên đại hội khi đánh số văn bản của đại hội."),
            ),
        ]
