"""Addresses of the gallery; the shell looks for some of these names."""

from django.urls import include, path

from congtam.interface.web import errors, shell_urls
from congtam.interface.web.tests.gallery import views

handler400, handler403 = errors.bad_request, errors.permission_denied
handler404, handler500 = errors.not_found, errors.server_error

urlpatterns = [
    path("", views.home, name="home"),
    path("search", views.home, name="search"),
    path("list", views.page("list"), name="gallery-list"),
    path("intake", views.intake, name="gallery-intake"),
    path("case", views.page("case"), name="gallery-case"),
    path("parts", views.page("parts"), name="gallery-parts"),
    path("empty", views.page("empty"), name="gallery-empty"),
    path("plain-form", views.plain_form),
    path("draft", views.draft),
    path("upload", views.upload),
    path("progress", views.progress),
    path("account/<path:name>", views.account_page),
    path("error/<int:status>", views.error),
    path("<public_language:language>/", views.track),
    path("", include(shell_urls)),
    path("accounts/", include("allauth.urls")),
]
