"""An upload that waits to be looked into stands in no folder."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.http import HttpRequest
from django.test import Client, RequestFactory, override_settings

LETTER = b"Kinh gui: toi la Nguyen Van Thu " * 1000


def uploaded(folder: Path, name: str = "don.pdf") -> tuple[HttpRequest, "UploadedFile[bytes]"]:
    request = RequestFactory().post("/", {"file": SimpleUploadedFile(name, LETTER)})
    with override_settings(FILE_UPLOAD_TEMP_DIR=str(folder)):
        file = request.FILES["file"]
    assert isinstance(file, UploadedFile)
    return request, file


def test_nothing_that_can_be_opened_by_name_is_left_on_the_disk(tmp_path: Path) -> None:
    _request, file = uploaded(tmp_path)
    assert file.read() == LETTER
    assert not list(tmp_path.iterdir())


def test_the_view_gets_name_size_and_a_stream_that_can_seek(tmp_path: Path) -> None:
    _request, file = uploaded(tmp_path)
    assert (file.name, file.size) == ("don.pdf", len(LETTER))
    assert file.file is not None
    assert file.file.seek(0, 2) == len(LETTER)


def test_it_is_gone_with_the_request(tmp_path: Path) -> None:
    request, file = uploaded(tmp_path)
    request.close()
    with pytest.raises(ValueError, match="closed"):
        file.read()


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd"])
def test_the_name_that_a_browser_gives_is_no_path(tmp_path: Path, name: str) -> None:
    _request, file = uploaded(tmp_path, name)
    assert file.name == "passwd"


@pytest.mark.parametrize("path", ["/accounts/login/", "/vi/tra-cuu/", "/en/tra-cuu/van-ban/", "/vi/"])
def test_who_is_not_signed_in_fills_no_disk(db: None, path: str, settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    answer = Client(enforce_csrf_checks=True).post(path, {"file": SimpleUploadedFile("don.pdf", LETTER)})
    assert answer.status_code in (400, 403)
    taken = Client().post(path, {"file": SimpleUploadedFile("don.pdf", LETTER)})
    assert taken.status_code == 400
