"""Against trying secret addresses: wrong ones are counted for two minutes under a keyed hash of who asks.

Right ones are not counted at all: whoever holds one leaves no trace.
"""

from typing import Any

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.utils.crypto import salted_hmac

MOST_A_MINUTE = 20
"""The secrets cannot be guessed, so this only keeps the tries cheap for us; mistypes never come near."""


def is_guessing(request: Any, *, what: str) -> bool:
    """Counts a wrong address of the kind `what`; whether there were too many this minute from one network
    address.
    """
    address = get_adapter(request).get_client_ip(request)
    trace = salted_hmac(f"thidua.guessing.{what}", str(address), algorithm="sha256").hexdigest()[:16]
    key = f"guessing:{what}:{trace}:{request.moment:%d%H%M}"
    count = cache.get(key, 0) + 1
    cache.set(key, count, timeout=120)
    return bool(count > MOST_A_MINUTE)
