"""Names of the days off, listed so that their translation is collected; a test keeps the list complete."""

from django.utils.translation import gettext_lazy

HOLIDAY_NAMES = (
    gettext_lazy("Tết Dương lịch"),
    gettext_lazy("Tết Âm lịch"),
    gettext_lazy("Giỗ Tổ Hùng Vương"),
    gettext_lazy("Giỗ Tổ Hùng Vương và 30/4"),
    gettext_lazy("Ngày Chiến thắng"),
    gettext_lazy("Quốc tế Lao động"),
    gettext_lazy("Quốc khánh"),
    gettext_lazy("Hoán đổi dịp 30/4"),
    gettext_lazy("Hoán đổi dịp Quốc khánh"),
    gettext_lazy("Hoán đổi dịp Tết Dương lịch"),
    gettext_lazy("Nghỉ hoán đổi"),
)
