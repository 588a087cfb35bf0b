"""Sealing: a ballot is locked for a key that the server does not keep (docs/adr/0016-secret-ballots.md).

Opening the vote makes a code for the ballot box. From it comes a key pair; only its public half is stored.
Each ballot is locked with a key of its own (X25519, HKDF, ChaCha20-Poly1305), so nothing that is stored
opens it. All sealed ballots of a session are equally long.
"""

import base64
import hashlib
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_CODE_BYTES = 15
"""120 bits: 24 letters and digits in groups of four."""
_RECEIPT_BYTES = 10
_ONCE = bytes(12)
"""Each key locks one ballot, so the nonce need not differ."""
_KEY_BYTES = 32
_NUMBERS = 2**62


class CannotOpen(ValueError):
    """The code does not open this ballot."""


def new_code() -> str:
    """A code for a ballot box, to be written down by who opens the vote."""
    return _grouped(secrets.token_bytes(_CODE_BYTES))


def new_receipt() -> str:
    """A code by which a voter finds his ballot in the published list."""
    return _grouped(secrets.token_bytes(_RECEIPT_BYTES))


def _grouped(raw: bytes) -> str:
    letters = base64.b32encode(raw).decode()
    return "-".join(letters[place : place + 4] for place in range(0, len(letters), 4))


def plain(code: str) -> str:
    """A code as typed, without hyphens, blanks and small letters; 0 and 1 are read as the letters."""
    letters = "".join(code.upper().split()).replace("-", "").replace("–", "")
    return letters.replace("0", "O").replace("1", "I")


def receipt_digest(session: int, receipt: str) -> str:
    """What is published of a receipt."""
    return hashlib.sha256(f"thidua.council.{session}.{plain(receipt)}".encode()).hexdigest()


def box_key(code: str, context: bytes) -> bytes:
    """The public half of a box's key: what may be stored."""
    return _private(code, context).public_key().public_bytes_raw()


def seal(public: bytes, content: bytes, context: bytes) -> bytes:
    """`content` locked for the box; `context` names the session and the round of voting."""
    once = X25519PrivateKey.generate()
    sent = once.public_key().public_bytes_raw()
    key = _shared(once.exchange(X25519PublicKey.from_public_bytes(public)), sent + public)
    return sent + ChaCha20Poly1305(key).encrypt(_ONCE, content, context)


def unseal(code: str, sealed: bytes, context: bytes) -> bytes:
    """What a ballot says. CannotOpen: another code, or the ballot was changed."""
    private = _private(code, context)
    sent = bytes(sealed[:_KEY_BYTES])
    try:
        public = X25519PublicKey.from_public_bytes(sent)
        key = _shared(private.exchange(public), sent + private.public_key().public_bytes_raw())
        return ChaCha20Poly1305(key).decrypt(_ONCE, bytes(sealed[_KEY_BYTES:]), context)
    except (InvalidTag, ValueError) as error:
        raise CannotOpen from error


def random_number() -> int:
    """A number for a row, which tells nothing of any other."""
    return secrets.randbelow(_NUMBERS) + 1


def _private(code: str, context: bytes) -> X25519PrivateKey:
    return X25519PrivateKey.from_private_bytes(_derived(plain(code).encode(), b"box " + context))


def _shared(secret: bytes, both: bytes) -> bytes:
    return _derived(secret, b"ballot " + both)


def _derived(secret: bytes, info: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=_KEY_BYTES, salt=None, info=info).derive(secret)
