"""The register of who keeps identities: people's keys, custodians, reading an identity by grant, who has read."""

from django.utils.translation import gettext_lazy as _

from congtam.foundation import domains


class KeepersConfig(domains.DomainConfig):
    name = "congtam.registers.custody"
    #: "custody" is the label of the foundation's app
    label = "keepers"
    verbose_name = _("Người giữ danh tính")
    permissions = {
        "custody.view": _("Xem ai giữ danh tính của đơn vị"),
        "custody.name": _("Đề nghị và xác nhận người giữ danh tính"),
        "custody.keep": _("Có thể được cử giữ danh tính hoặc khóa tiếp nhận"),
        "custody.review": _("Xem ai đã đọc hồ sơ, danh sách đọc bất thường"),
    }
    showing_sealed = ("custody.review",)
    second_factor = ("custody.name", "custody.keep", "custody.review")
    navigation = (
        domains.NavigationItem(
            label=_("Người giữ danh tính"), url="keepers:list", icon="key", permission="custody.view", order=76
        ),
        domains.NavigationItem(
            label=_("Xin xem danh tính"), url="keepers:requests", icon="eye", permission="custody.keep", order=31
        ),
        domains.NavigationItem(
            label=_("Đọc bất thường"), url="keepers:unusual", icon="file-search", permission="custody.review",
            order=77,
        ),
    )  # fmt: skip

    def ready(self) -> None:
        super().ready()
        from congtam.foundation.access.sessions import on_lock
        from congtam.foundation.custody.middleware import lock
        from congtam.registers.custody import hooks

        on_lock(lock)
        hooks.plug_in()
