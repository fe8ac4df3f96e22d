"""Passwords of coders, as Jasypt's StrongPasswordEncryptor keeps them."""

from __future__ import annotations

import hmac
import secrets
import unicodedata
from base64 import b64decode, b64encode
from binascii import Error
from hashlib import sha256

PASSWORD = "wortlaut"
"""The password of all coders in files that Wortlaut makes, unless another is told."""
_SALT, _TIMES = 16, 100_000


def hashed(password: str, salt: bytes | None = None) -> str:
    """Return the hash of a password: base64 of 16 bytes of salt and of SHA-256 over salt and password, 100,000 times.

    >>> fits("Deich", hashed("Deich")), fits("deich", hashed("Deich"))
    (True, False)
    """
    salt = secrets.token_bytes(_SALT) if salt is None else salt
    return b64encode(salt + _digest(password, salt)).decode()


def fits(password: str, hash: str) -> bool:
    """Say whether a hash is that of a password."""
    try:
        told = b64decode(hash, validate=True)
    except (Error, ValueError):
        return False
    return hmac.compare_digest(told[_SALT:], _digest(password, told[:_SALT]))


def _digest(password: str, salt: bytes) -> bytes:
    digest = salt + unicodedata.normalize("NFC", password).encode()
    for _ in range(_TIMES):
        digest = sha256(digest).digest()
    return digest
