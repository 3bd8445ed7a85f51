"""Names of the days off, listed so that their translation is collected; a test keeps the list complete."""

from django.utils.translation import gettext_noop

HOLIDAY_NAMES = (
    gettext_noop("Tết Dương lịch"),
    gettext_noop("Tết Âm lịch"),
    gettext_noop("Giỗ Tổ Hùng Vương"),
    gettext_noop("Giỗ Tổ Hùng Vương và 30/4"),
    gettext_noop("Ngày Chiến thắng"),
    gettext_noop("Quốc tế Lao động"),
    gettext_noop("Quốc khánh"),
    gettext_noop("Hoán đổi dịp 30/4"),
    gettext_noop("Hoán đổi dịp Quốc khánh"),
    gettext_noop("Hoán đổi dịp Tết Dương lịch"),
    gettext_noop("Nghỉ hoán đổi"),
)
