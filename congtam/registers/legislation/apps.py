"""The register of the law and the working calendar as the office has them."""

from django.utils.translation import gettext_lazy as _

from congtam.foundation import domains


class LegislationConfig(domains.DomainConfig):
    name = "congtam.registers.legislation"
    label = "legislation"
    verbose_name = _("Quy định và lịch làm việc")
    permissions = {
        "legislation.maintain_values": _("Điền và sửa giá trị của quy định"),
        "legislation.maintain_calendar": _("Sửa và xác nhận lịch làm việc"),
    }
    elevated = ("legislation.maintain_values", "legislation.maintain_calendar")
    navigation = (
        domains.NavigationItem(
            label=_("Quy định"), url="legislation:rules", icon="scale", permission="", order=70
        ),
        domains.NavigationItem(
            label=_("Lịch làm việc"), url="legislation:calendar", icon="calendar", permission="", order=71
        ),
    )

    def ready(self) -> None:
        super().ready()
        from congtam.interface.web.home.notices import provide
        from congtam.registers.legislation.notices import notices

        provide(notices)
