"""Addresses of the shell itself."""

from django.urls import path

from congtam.interface.web import preferences
from congtam.interface.web.conflicts.views import declaring_page, lifting_page, naming_page
from congtam.interface.web.figures.views import figure, figures
from congtam.interface.web.home.views import home
from congtam.interface.web.jobs.views import jobs, run_again
from congtam.interface.web.quarantine.views import destroy, quarantine
from congtam.interface.web.records import codes  # noqa: F401  registers the converter
from congtam.interface.web.sessions.second_step import second_step_page
from congtam.interface.web.sessions.views import lock, unlock
from congtam.interface.web.upkeep.views import upkeep

urlpatterns = [
    path("", home, name="home"),
    path("figures/", figures, name="figures"),
    path("figures/<str:name>/<str:span>/", figure, name="figure"),
    path("jobs/", jobs, name="jobs"),
    path("jobs/<int:pk>/again/", run_again, name="job-again"),
    path("upkeep/", upkeep, name="upkeep"),
    path("records/<record_code:code>/conflicts/", naming_page, name="conflicts"),
    path("records/<record_code:code>/conflicts/declare/", declaring_page, name="conflict-declare"),
    path("records/<record_code:code>/conflicts/<int:pk>/lift/", lifting_page, name="conflict-lift"),
    path("quarantine/", quarantine, name="quarantine"),
    path("quarantine/<int:pk>/destroy/", destroy, name="quarantine-destroy"),
    path("preferences", preferences.set_preferences, name="preferences"),
    path("session", preferences.session_state, name="session-state"),
    path("session/lock", lock, name="lock"),
    path("session/unlock", unlock, name="unlock"),
    path("session/second-step", second_step_page, name="second-step"),
]
