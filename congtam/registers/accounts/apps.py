"""The register of accounts: who may sign in, which posts they hold, who stands in for them."""

from django.utils.translation import gettext_lazy as _

from congtam.foundation import domains


class AccountsConfig(domains.DomainConfig):
    name = "congtam.registers.accounts"
    label = "accounts"
    verbose_name = _("Tài khoản và chức vụ")
    permissions = {
        "accounts.manage": _("Quản lý tài khoản và chức vụ"),
    }
    second_factor = ("accounts.manage",)
    navigation = (
        domains.NavigationItem(
            label=_("Tài khoản và chức vụ"),
            url="accounts:list",
            icon="users",
            permission="accounts.manage",
            order=75,
        ),
    )

    def ready(self) -> None:
        super().ready()
        from congtam.interface.web.guards import after_elevated
        from congtam.interface.web.navigation import count_for
        from congtam.interface.web.top import show_in_top
        from congtam.registers.accounts import signing_in, signing_out  # noqa: F401  at the door, in and out
        from congtam.registers.accounts.queries import waiting_for
        from congtam.registers.accounts.views.countdown import countdown, used

        count_for("accounts:list", waiting_for)
        show_in_top(countdown)
        after_elevated(used)
