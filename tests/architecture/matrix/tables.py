"""What the code does not declare about its addresses and commands, each line with its reason."""

#: pages that anybody may open, each with its reason
OF_EVERYBODY = {
    "healthz": "says that the product is up, and nothing else",
    "session-state": "says whether the one who asks is signed in",
    "portal:home": "citizens have no account",
    "portal:track": "the tracking code is the right",
    "letters_public:write": "citizens have no account, and may be anonymous",
    "letters_public:answer": "the tracking code is the right",
    "accounts:join": "the code of the invitation is the right",
    "first-day:two-step": "shows something only to whoever has just set the office up",
    "first-day:codes": "shows something only to whoever has just set the office up",
    "first-day:done": "shows something only to whoever has just set the office up",
    "account_login": "the way in",
    "account_logout": "the way out",
    "account_inactive": "a sentence",
    "account_signup": "a sentence: nobody signs up",
    "account_email_verification_sent": "a sentence; no mail is sent",
    "account_reset_password": "no mail is sent: closed",
    "account_reset_password_done": "a sentence",
    "account_reset_password_from_key": "no key is ever sent: a sentence",
    "account_reset_password_from_key_done": "a sentence",
    "account_confirm_login_code": "no code is ever sent: back to the way in",
    "account_confirm_email": "no key is ever sent: a sentence",
    "mfa_authenticate": "a part of the way in",
    "mfa_login_webauthn": "a part of the way in",
}
#: pages that are closed to everybody in an office that works, with their answer and the reason
CLOSED = {
    "first-day:start": ("403", "an office is there already"),
    "first-day:office": ("403", "an office is there already"),
    "first-day:books": ("403", "an office is there already"),
    "first-day:people": ("403", "an office is there already"),
    "first-day:calendar": ("403", "an office is there already"),
    "first-day:administrator": ("403", "an office is there already"),
    "portal:download": ("404", "without a tracking code there is no paper"),
    "^accounts/(?:3rdparty|social)/": ("404", "nobody links accounts of other sites"),
    "socialaccount_login_cancelled": ("404", "nobody links accounts of other sites"),
    "socialaccount_login_error": ("404", "nobody links accounts of other sites"),
    "socialaccount_signup": ("404", "nobody links accounts of other sites"),
    "socialaccount_connections": ("404", "nobody links accounts of other sites"),
    "accounts/social/login/cancelled/": ("404", "nobody links accounts of other sites"),
    "accounts/social/login/error/": ("404", "nobody links accounts of other sites"),
    "accounts/social/signup/": ("404", "nobody links accounts of other sites"),
    "accounts/social/connections/": ("404", "nobody links accounts of other sites"),
    "oidc_start": ("404", "no provider is set up here"),
    "oidc_callback": ("404", "no provider is set up here"),
}
#: pages about one's own account only, which allauth guards: open, or not found where there is nothing of the kind
OWN = (
    "account_reauthenticate",
    "account_email",
    "account_change_password",
    "account_set_password",
    "mfa_index",
    "mfa_reauthenticate",
    "mfa_activate_totp",
    "mfa_deactivate_totp",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_download_recovery_codes",
    "mfa_list_webauthn",
    "mfa_add_webauthn",
    "mfa_reauthenticate_webauthn",
    "mfa_remove_webauthn",
    "mfa_edit_webauthn",
    "oidc_unlink",
)
#: pages that ask by themselves whether somebody is signed in, each with its reason
SIGNED_IN_BY_ITSELF = {
    "preferences": "answers a POST of the shell; there is no page to come back to",
}

#: pages whose guard stands inside another function, each with what it demands
GUARDED_INSIDE = {
    "letters:receive": "letters.receive",
}

#: every command, with whom it acts as
COMMANDS = {
    "up": "whoever runs the machine; starts the processes, reads no case",
    "worker": "whoever runs the machine; jobs act as parts of the system, each in one unit",
    "backup": "whoever runs the machine; the copy is encrypted",
    "restore": "whoever runs the machine, into an empty home",
    "rehearse": "whoever runs the machine; tries a backup",
    "manage": "whoever runs the machine; for developers, as the owner of the tables",
    "verify": "whoever runs the machine; reads no content, needs no key",
    "init": "whoever sets the office up, in an empty home",
    "letters receive": "the account of `--as`, by its own `letters.receive`; without it the intake of the system",
    "rulebook due": "nobody: law is public",
    "rulebook list": "nobody: law is public",
    "rulebook explain": "nobody: law is public",
    "rulebook impact": "whoever runs the machine; shows codes of records and days",
    "custody status": "whoever runs the machine; counts people and keys, opens nothing",
    "custody check": "the custodian of `--as`, with their own passphrase; shows counts",
    "custody share": "the custodian of `--as`, with their own passphrase, by the act of the page",
    "custody rotate-installation-key": "whoever runs the machine, while the product does not run",
    "demo load": "whoever runs the machine, in an empty home",
    "demo reset": "whoever runs the machine; only a home of the demonstration",
}
