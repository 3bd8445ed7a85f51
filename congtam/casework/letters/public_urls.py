"""What letters add to the citizens' side."""

from congtam.casework.letters.public import urls

app_name = urls.app_name
urlpatterns = urls.urlpatterns
