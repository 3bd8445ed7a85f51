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
        "denunciations.view": _("Xem hồ sơ niêm phong, tố cáo của đơn vị"),
        "denunciations.process": _("Lập hồ sơ tố cáo, kiểm tra danh tính, điều kiện"),
        "denunciations.accept": _("Quyết định thụ lý, chuyển, đình chỉ tố cáo"),
        "denunciations.assign": _("Giao xử lý tố cáo"),
        "denunciations.settle": _("Xác minh tố cáo, theo dõi kết luận"),
        "denunciations.sign": _("Ký kết luận, gia hạn tố cáo"),
        "denunciations.dispatch": _("Gửi văn bản về tố cáo"),
        "denunciations.publish": _("Công khai kết luận tố cáo"),
        "denunciations.protect": _("Bảo vệ người tố cáo"),
        "denunciations.book": _("Xem sổ tố cáo"),
        "denunciations.redact": _("Che danh tính, duyệt bản làm việc"),
    }
    showing_sealed = ("denunciations.view",)
    second_factor = ("letters.triage", "letters.export", "denunciations.*")
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
            label=_("Đơn tố cáo"),
            url="letters:denunciations",
            icon="shield-lock",
            permission="denunciations.view",
            order=13,
        ),
        domains.NavigationItem(
            label=_("Sổ tố cáo"),
            url="letters:denunciation-book",
            icon="book",
            permission="denunciations.book",
            order=14,
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
        domains.NavigationItem(
            label=_("Trang gửi đơn"),
            url="letters:channels",
            icon="world",
            permission="organisations.maintain",
            order=66,
        ),
    )

    def ready(self) -> None:
        from congtam.foundation.access.rls import HIDDEN_KEYS, hidden_by

        super().ready()
        hidden_by("letters_hidden_keys", setting=HIDDEN_KEYS)
        hidden_by("letters_hidden_message_keys", setting=HIDDEN_KEYS)
        from congtam.casework.letters.public import wiring  # noqa: F401  shows the citizens' side where it is shown
