"""The addresses of letters, in the order in which they are tried: fixed words before codes."""

from congtam.casework.letters.comparing import urls as comparing_urls
from congtam.casework.letters.denunciation import urls as denunciation_urls
from congtam.casework.letters.public import office_urls
from congtam.casework.letters.redaction import urls as redaction_urls
from congtam.casework.letters.views import desk_urls, intake_urls, opening_urls, work_urls

urlpatterns = [
    *intake_urls.urlpatterns,
    *comparing_urls.urlpatterns,
    *desk_urls.urlpatterns,
    *denunciation_urls.urlpatterns,
    *redaction_urls.urlpatterns,
    *opening_urls.urlpatterns,
    *work_urls.urlpatterns,
    *office_urls.urlpatterns,
]
