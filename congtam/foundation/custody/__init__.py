"""Custody: what tells who wrote is encrypted to the public keys of named people.

A data key of the scheme ``custody`` is wrapped by no key of the machine: for each holder there is a `Share`, a sealed
box (libsodium, X25519) to the holder's public key. Sealing something new needs public keys only; opening needs a
private key, which lies under its owner's passphrase (Argon2id) and is unlocked for a short time. One recovery key a
unit is printed and kept off-line.

The parts: `keypairs` (a person's own key), `unlocking` (the private key during a visit), `shares` (who can open which
data key), `holders` (who keeps identities of a unit), `recovery`, `reading` (the key by which a scan is read once).
"""
