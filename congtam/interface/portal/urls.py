"""Addresses of the citizens' pages; the language stands before them."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
