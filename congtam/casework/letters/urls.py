"""Addresses of letters: intake, then everything that is done with a letter, then one letter's page."""

from congtam.casework.letters.views import addresses

app_name = "letters"
urlpatterns = addresses.urlpatterns
