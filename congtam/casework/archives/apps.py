"""Paper records and the archive: originals, where the paper is, how long records are kept, what is destroyed."""

from django.utils.translation import gettext_lazy as _

from congtam.foundation import domains


class ArchivesConfig(domains.DomainConfig):
    name = "congtam.casework.archives"
    label = "archives"
    verbose_name = _("Hồ sơ giấy và lưu trữ")
    permissions = {
        "archives.view": _("Xem hồ sơ giấy và lưu trữ"),
        "archives.keep": _("Giữ hồ sơ giấy, bản gốc"),
        "archives.propose": _("Đề xuất tiêu hủy hồ sơ hết thời hạn bảo quản"),
        "archives.decide": _("Quyết định tiêu hủy hoặc giữ tiếp"),
        "archives.destroy": _("Thực hiện quyết định tiêu hủy"),
    }
    navigation = (
        domains.NavigationItem(
            label=_("Hồ sơ giấy và lưu trữ"),
            url="archives:papers",
            icon="archive",
            permission="archives.view",
            order=30,
        ),
    )

    def ready(self) -> None:
        super().ready()
        from congtam.casework.archives import panel  # noqa: F401  shows the paper on the pages of records
