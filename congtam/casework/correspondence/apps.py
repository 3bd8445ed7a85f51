"""Correspondence (văn thư): the books of incoming and of outgoing documents of an office."""

from django.utils.translation import gettext_lazy as _

from congtam.foundation import domains


class CorrespondenceConfig(domains.DomainConfig):
    name = "congtam.casework.correspondence"
    label = "correspondence"
    verbose_name = "correspondence"
    permissions = {
        "correspondence.view": _("Xem sổ văn bản đến, sổ văn bản đi"),
        "correspondence.enter": _("Vào sổ văn bản"),
        "correspondence.void": _("Hủy số văn bản"),
        "correspondence.export": _("Xuất sổ ra tệp Excel"),
    }
    navigation = (
        domains.NavigationItem(
            label=_("Văn bản đến"),
            url="correspondence:incoming",
            icon="inbox",
            permission="correspondence.view",
            order=20,
        ),
        domains.NavigationItem(
            label=_("Văn bản đi"),
            url="correspondence:outgoing",
            icon="send",
            permission="correspondence.view",
            order=21,
        ),
    )
