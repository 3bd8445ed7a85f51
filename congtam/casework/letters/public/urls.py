"""Addresses of the citizens' side of letters; the language stands before them."""

from django.urls import path

from congtam.casework.letters.public import answering, views

app_name = "letters_public"
urlpatterns = [
    path("gui-don/", views.write, name="write"),
    path("tra-cuu/nhan/", answering.answer, name="answer"),
]
