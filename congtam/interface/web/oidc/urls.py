"""Addresses of signing in at the provider (under /accounts/)."""

from django.urls import path

from congtam.interface.web.oidc import views

urlpatterns = [
    path("oidc/start/", views.start, name="oidc_start"),
    path("oidc/callback/", views.callback, name="oidc_callback"),
    path("oidc/unlink/", views.unlink, name="oidc_unlink"),
]
