"""A file that is not taken, with the reason and what to do."""


class RefusedFile(Exception):
    """A file is refused.

    `code` is for programs (empty, too_large, too_many_pages, too_many_pixels, encrypted, broken, wrong_type),
    `message` says in the reader's language what is wrong, `hint` what to do.
    """

    def __init__(self, code: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.hint = hint
