"""Where an upload waits until it was looked into: a file without a name."""

from tempfile import TemporaryFile
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest

_TAKES = "takes_files_of_anybody"


def takes_files_of_anybody(request: HttpRequest) -> None:
    """This page looked at the size of the request, and takes files of whoever sends them."""
    setattr(request, _TAKES, True)


class NamelessUploadHandler(FileUploadHandler):
    """Keeps each upload in a temporary file that stands in no folder.

    It is plain while it is being handled. Django's own temporary files have names, so a process that is killed
    leaves a readable letter behind; a file without a name is gone with the process that holds it.

    Nobody fills the disk from outside: who is not signed in sends no large body, but for the pages that take files of
    anybody and bound them themselves (``takes_files_of_anybody``).
    """

    def handle_raw_input(
        self, input_data: Any, META: dict[str, Any], content_length: int, *more: Any, **named: Any
    ) -> None:
        """Raises RequestDataTooBig before a byte is read."""
        known = getattr(self.request, "actor", None) is not None or getattr(self.request, _TAKES, False)
        if not known and content_length > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
            raise RequestDataTooBig("a large body from somebody who is not signed in")

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.file = UploadedFile(
            file=TemporaryFile(dir=settings.FILE_UPLOAD_TEMP_DIR),  # noqa: SIM115  closed with the request
            name=self.file_name,
            content_type=self.content_type,
            size=0,
            charset=self.charset,
            content_type_extra=self.content_type_extra,
        )

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.file.write(raw_data)

    def file_complete(self, file_size: int) -> "UploadedFile[bytes]":
        self.file.seek(0)
        self.file.size = file_size
        return self.file

    def upload_interrupted(self) -> None:
        if hasattr(self, "file"):
            self.file.close()
