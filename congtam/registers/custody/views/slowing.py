"""Wrong passphrases are slowed by account. They are counted in memory and journaled nowhere: a mistyped passphrase is
no event of any record. Nobody is ever locked out; Argon2id makes each try slow by itself."""

from congtam.interface.portal.limiter import Limiter

limiter = Limiter()


def name_of(account_id: int) -> str:
    return f"key {account_id}"
