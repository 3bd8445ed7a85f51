"""Addresses of the desk."""

from django.urls import URLPattern, path

from congtam.casework.letters.views import book, desk

urlpatterns: list[URLPattern] = [
    path("letters/", desk.letter_list, name="list"),
    path("letters/book/", book.book, name="book"),
    path("letters/book/print/", book.printed, name="book-print"),
    path("letters/book/export/", book.exported, name="book-export"),
]
