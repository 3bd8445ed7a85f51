"""The register of organisations."""

from django.utils.translation import gettext_lazy as _

from congtam.foundation import domains


class OrganisationsConfig(domains.DomainConfig):
    name = "congtam.registers.organisations"
    label = "organisations"
    verbose_name = _("Cơ quan, tổ chức")
    permissions = {
        "organisations.maintain": _("Cập nhật thông tin cơ quan"),
    }
    elevated = ("organisations.maintain",)

    def ready(self) -> None:
        super().ready()
        from congtam.interface.portal.contacts import provide
        from congtam.registers.organisations.contacts import contact

        provide(contact)
