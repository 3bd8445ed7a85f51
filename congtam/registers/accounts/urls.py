"""Addresses of the register of accounts. No name and no code of an invitation stands in one."""

from django.urls import path

from congtam.interface.web.records import codes  # noqa: F401  registers the converter
from congtam.registers.accounts.views import acts, elevation, inviting, joining, own, people, posts, relations

app_name = "accounts"
urlpatterns = [
    path("join/", joining.join, name="join"),
    path("people/", people.people, name="list"),
    path("people/me/", own.own_page, name="own"),
    path("people/me/sessions/end/", own.end_sessions, name="end-sessions"),
    path("people/elevation/", elevation.elevation_page, name="elevation"),
    path("people/elevation/<int:pk>/", elevation.decide_page, name="elevation-decide"),
    path("people/elevation/<int:pk>/end/", elevation.end_page, name="elevation-end"),
    path("people/me/relations/", relations.own_relations, name="own-relations"),
    path("people/me/relations/<int:pk>/end/", relations.end_own_relation, name="own-relation-end"),
    path("people/invite/", inviting.invite_page, name="invite"),
    path("people/enter/<int:pk>/", people.enter, name="enter"),
    path("people/posts/", posts.posts, name="posts"),
    path("people/posts/new/", posts.new_post, name="post-new"),
    path("people/posts/<int:pk>/", posts.post_page, name="post-by-key"),
    path("people/posts/<int:pk>/line/", relations.line_page, name="post-line"),
    path("people/posts/<int:pk>/close/", posts.close, name="post-close"),
    path("people/posts/<record_code:code>/", posts.post_of_record, name="post"),
    path("people/<record_code:code>/", people.person, name="account"),
    path("people/<record_code:code>/<slug:act>/", acts.act_page, name="act"),
]
