"""Against trying links: wrong ones are counted for two minutes under a keyed hash of the network address.

Right ones are not counted at all: whoever answers leaves no trace.
"""

from typing import Any

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.utils.crypto import salted_hmac

MOST_A_MINUTE = 20
"""A secret has 128 bits, so this only keeps the tries cheap for us; a mistyped link never comes near."""


def is_guessing(request: Any) -> bool:
    """Counts a wrong link; whether there were too many this minute from the same address."""
    address = get_adapter(request).get_client_ip(request)
    trace = salted_hmac("thidua.surveys.guessing", str(address), algorithm="sha256").hexdigest()[:16]
    key = f"survey-links:{trace}:{request.moment:%d%H%M}"
    count = cache.get(key, 0) + 1
    cache.set(key, count, timeout=120)
    return bool(count > MOST_A_MINUTE)
