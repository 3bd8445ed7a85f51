"""One's own page: posts, who stands in for whom, sessions, the means of signing in."""

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from congtam.foundation import clock
from congtam.interface.web.guards import ActorRequest, signed_in
from congtam.registers.accounts import queries
from congtam.registers.accounts.actions import end_other_sessions
from congtam.registers.accounts.relations import relations_of


@require_GET
@signed_in
def own_page(request: ActorRequest) -> HttpResponse:
    """What the product knows of the reader as somebody who works here."""
    account = request.actor.account
    assert account is not None
    types = set(Authenticator.objects.filter(user=account).values_list("type", flat=True))
    context = {
        "account": account,
        "holdings": queries.holdings_of(account),
        "substitutions": queries.substitutions_not_over(account, today=clock.today()),
        "relations": relations_of(account),
        "two_step": bool(types & set(queries.SECOND_STEPS)),
        "codes": Authenticator.Type.RECOVERY_CODES in types,
    }
    return render(request, "accounts/own.html", context)


@require_POST
@signed_in
def end_sessions(request: ActorRequest) -> HttpResponse:
    """Sign out everywhere but here."""
    account = end_other_sessions(actor=request.actor, on=clock.today())
    update_session_auth_hash(request, account)
    messages.success(request, _("Đã đăng xuất ở mọi nơi khác. Trang này vẫn mở."))
    return redirect("accounts:own")
