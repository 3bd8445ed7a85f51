"""Words and icons of the archive's own journal."""

from django.utils.translation import gettext_lazy as _

from congtam.interface.web.records.timeline import Wording

WORDING = Wording(
    icons={
        "opened": "list-details",
        "decide": "gavel",
        "withdraw": "arrow-back-up",
        "execute": "circle-check",
    },
    systems={},
    notes={"reason": _("Lý do")},
)
