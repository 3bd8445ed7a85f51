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
        from congtam.interface.web.navigation import count_for
        from congtam.registers.accounts import signing_in  # noqa: F401  tells what happened to an account
        from congtam.registers.accounts.queries import waiting_for

        count_for("accounts:list", waiting_for)
