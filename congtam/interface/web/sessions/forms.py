"""Forms that ask who somebody is: every wrong answer is slowed, none locks anybody else out."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import ChangePasswordForm
from allauth.core import context
from allauth.mfa.adapter import get_adapter as get_factors
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY
from allauth.mfa.webauthn.forms import (
    AuthenticateWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from congtam.foundation.sealing import KeyMissing, SealBroken
from congtam.interface.web import seeds
from congtam.interface.web.sessions import slowing


def _is_password_of(account: Any, password: str) -> bool:
    """Asked at the door itself, so that it counts there."""
    return bool(get_adapter().reauthenticate(account, password))


class UnlockForm(forms.Form):
    """The password of whoever locked the screen."""

    password = forms.CharField(
        label=_("Mật khẩu"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password", "autofocus": True}),
    )

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        self.request = request
        super().__init__(*args, **kwargs)

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        if not _is_password_of(self.request.user, password):
            raise get_adapter().validation_error("incorrect_password")
        return password


class OwnPassword(ChangePasswordForm):
    """The old password passes the same brake as the one at the door."""

    def clean_oldpassword(self) -> str:
        old: str = self.cleaned_data["oldpassword"]
        if not _is_password_of(self.user, old):
            raise get_adapter().validation_error("enter_current_password")
        return old


class _SlowedCode:
    """Six digits are few: wrong ones are slowed for (account, caller), right ones forgive."""

    user: Any
    cleaned_data: dict[str, Any]

    def clean_code(self) -> str:
        who = {
            "account": slowing.account_key(self.user.get_username()),
            "caller": slowing.caller_of(context.request),
        }
        if slowing.codes.wait(**who):
            raise get_adapter().validation_error("too_many_login_attempts")
        try:
            code: str = super().clean_code()  # type: ignore[misc]
        except forms.ValidationError:
            slowing.codes.wrong(**who)
            raise
        except (KeyMissing, SealBroken):
            raise forms.ValidationError(
                _(
                    "Máy chủ không mở được khóa của ứng dụng xác thực: thiếu tệp khóa niêm phong, hoặc tệp ấy của "
                    "bản khác. Hãy báo người quản trị."
                )
            ) from None
        slowing.codes.right(**who)
        return code


class SlowedAuthenticate(_SlowedCode, AuthenticateForm):
    """The code after the password."""


class SlowedReauthenticate(_SlowedCode, ReauthenticateForm):
    """The code of somebody who is signed in."""


class _Readable:
    """What is no answer of a key at all is a wrong one, not a fault of ours."""

    def clean_credential(self) -> Any:
        try:
            return super().clean_credential()  # type: ignore[misc]
        except (AttributeError, KeyError, TypeError, ValueError):
            raise get_factors().validation_error("incorrect_code") from None


class PasskeyAuthenticate(_Readable, AuthenticateWebAuthnForm):
    """The key after the password."""


class PasskeyLogin(_Readable, LoginWebAuthnForm):
    """The key instead of name and password."""


class PasskeyReauthenticate(_Readable, ReauthenticateWebAuthnForm):
    """The key of somebody who is signed in: before the second step is changed, and to open a locked screen."""


class SealedActivation(ActivateTOTPForm):
    """The seed waits sealed in the session, too, until the first code of the app was typed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        session = context.request.session
        if SECRET_SESSION_KEY in session:
            session[SECRET_SESSION_KEY] = seeds.opened(session[SECRET_SESSION_KEY])
        super().__init__(*args, **kwargs)
        session[SECRET_SESSION_KEY] = seeds.sealed(self.secret)
