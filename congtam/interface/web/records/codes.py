"""The code of a record in an address."""

from django.urls import register_converter


class RecordCode:
    """ "K7QX-P3MA": in capitals, so that no fixed word of an address is ever taken for a code."""

    regex = "[0-9A-Z]{4}-[0-9A-Z]{4}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(RecordCode, "record_code")
