"""Seals: words that can be read only with the installation's secret, which no database holds."""

import hashlib


def seal(words: str, secret: str, key: str) -> str:
    """The words under a pad made of the secret and a key that is used once (SHAKE-256), in hex."""
    return _padded(words.encode(), secret, key).hex()


def unseal(sealed: str, secret: str, key: str) -> str | None:
    """The words again; None where the secret or the key is another one."""
    try:
        return _padded(bytes.fromhex(sealed), secret, key).decode()
    except ValueError:
        return None


def _padded(data: bytes, secret: str, key: str) -> bytes:
    pad = hashlib.shake_256(f"seal\0{secret}\0{key}".encode()).digest(len(data))
    return bytes(one ^ other for one, other in zip(data, pad, strict=True))
