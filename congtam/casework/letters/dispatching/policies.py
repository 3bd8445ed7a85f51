"""Who may know that a paper was opened for sending. Its content asks for the seal (`rights`)."""

from django.utils.translation import gettext_lazy as _

from congtam.casework.letters.models import AddressedPaper
from congtam.foundation.access.policies import Policy, register
from congtam.mechanisms.lifecycle.registry import add_common_events


class AddressedPaperPolicy(Policy[AddressedPaper]):
    model = AddressedPaper
    view_permission = "denunciations.view"


register(AddressedPaperPolicy())
add_common_events(
    {
        "paper_addressed": _("đã mở văn bản để gửi người tố cáo"),
        "addressed_paper_read": _("đã tải bản có tên người nhận"),
    }
)
