"""Where a request comes from, for a limiter."""

from django.conf import settings
from django.http import HttpRequest


def caller(request: HttpRequest) -> str:
    """The caller's address: used for a limiter's keyed hash, kept nowhere."""
    if settings.SECURE_PROXY_SSL_HEADER:
        return request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
    return str(request.META.get("REMOTE_ADDR", ""))
