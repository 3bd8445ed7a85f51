"""Addresses of the desk."""

from django.urls import URLPattern, path

from congtam.casework.letters.views import desk

urlpatterns: list[URLPattern] = [
    path("letters/", desk.letter_list, name="list"),
    path("letters/book/", desk.book, name="book"),
]
