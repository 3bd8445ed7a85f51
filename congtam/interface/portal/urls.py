"""Addresses of the citizens' pages; the language stands before them."""

from django.urls import path

from congtam.interface.portal import views

app_name = "portal"
urlpatterns = [
    path("", views.track, name="home"),
    path("tra-cuu/", views.track, name="track"),
    path("tra-cuu/van-ban/", views.download, name="download"),
]
