"""Letters: complaints today; denunciations, petitions and reflections share the front door."""

from django.utils.translation import gettext_lazy as _

from congtam.foundation import domains


class LettersConfig(domains.DomainConfig):
    name = "congtam.casework.letters"
    label = "letters"
    verbose_name = "letters"
    permissions = {
        "letters.view": _("Xem đơn thư của đơn vị"),
        "letters.receive": _("Tiếp nhận đơn"),
        "letters.register": _("Vào sổ đơn"),
        "letters.book": _("Xem sổ đơn"),
        "letters.export": _("Xuất sổ đơn ra tệp Excel"),
        "letters.open_balance": _("Nhập đơn từ sổ giấy"),
        "letters.triage": _("Phân loại, đề xuất xử lý"),
        "letters.accept": _("Quyết định thụ lý"),
        "letters.assign": _("Giao xử lý"),
        "letters.settle": _("Xác minh, dự thảo kết quả"),
        "letters.sign": _("Ký quyết định giải quyết"),
        "letters.dispatch": _("Phát hành, gửi văn bản"),
        "letters.close": _("Kết thúc hồ sơ"),
    }
    navigation = (
        domains.NavigationItem(
            label=_("Đơn thư"), url="letters:list", icon="mail", permission="letters.view", order=10
        ),
        domains.NavigationItem(
            label=_("Tiếp nhận đơn"),
            url="letters:receive",
            icon="scan",
            permission="letters.receive",
            order=11,
        ),
        domains.NavigationItem(
            label=_("Sổ đơn"), url="letters:book", icon="book", permission="letters.book", order=12
        ),
        domains.NavigationItem(
            label=_("Nhập từ sổ giấy"),
            url="letters:opening",
            icon="file-upload",
            permission="letters.open_balance",
            order=64,
        ),
        domains.NavigationItem(
            label=_("Mẫu văn bản"),
            url="letters:templates",
            icon="file-type-docx",
            permission="documents.manage_templates",
            order=65,
        ),
    )
