"""Parts of addresses."""


class PublicLanguage:
    """The language in a citizen's address: ``/vi/…`` or ``/en/…``. The reader needs no cookie to keep it."""

    regex = "vi|en"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value
