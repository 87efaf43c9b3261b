"""Rate limits: slow down, never lock anybody else out; no address is stored or logged.

The key is an HMAC of the address prefix (/24 or /48) under a key that changes every day.
"""

import hashlib
import hmac
import ipaddress

from flask import Flask, current_app, request
from flask_limiter import Limiter

from app.web import current


def prefix_key() -> str:
    """A key for the network prefix of this request, different every day."""
    try:
        address = ipaddress.ip_address(request.remote_addr or "0.0.0.0")  # noqa: S104  not a bind
    except ValueError:
        address = ipaddress.ip_address("0.0.0.0")  # noqa: S104  not a bind
    length = 24 if isinstance(address, ipaddress.IPv4Address) else 48
    prefix = ipaddress.ip_network((address, length), strict=False)
    day = current.now().date().isoformat()
    secret = f"{current_app.config['SECRET_KEY']}:{day}".encode()
    return hmac.new(secret, str(prefix).encode(), hashlib.sha256).hexdigest()[:32]


def person_key() -> str:
    """The member who acts, else the network prefix."""
    key = current.actor().member_key
    return f"m:{key}" if key else prefix_key()


limiter = Limiter(key_func=person_key, strategy="moving-window", headers_enabled=True)

sign_ins = limiter.shared_limit("30 per minute; 300 per hour", "sign_in", key_func=prefix_key)
codes = limiter.shared_limit("20 per minute; 120 per hour", "code", key_func=prefix_key)
posts = limiter.shared_limit("20 per minute; 300 per hour", "post")
votes = limiter.shared_limit("90 per minute; 1500 per hour", "vote")
saves = limiter.shared_limit("60 per minute", "save")
reports = limiter.shared_limit("10 per minute; 60 per hour", "report")
exports = limiter.shared_limit("20 per minute", "export")
searches = limiter.shared_limit(
    "60 per minute", "search", exempt_when=lambda: not request.args.get("q", "").strip()
)


def install(app: Flask, redis_url: str | None) -> None:
    """Count in Redis where there is one, else in this process; a dead Redis changes nothing."""
    app.config.setdefault("RATELIMIT_STORAGE_URI", redis_url or "memory://")
    if redis_url:
        app.config.setdefault(
            "RATELIMIT_STORAGE_OPTIONS",
            {"socket_connect_timeout": 0.3, "socket_timeout": 0.3},
        )
        app.config.setdefault("RATELIMIT_IN_MEMORY_FALLBACK_ENABLED", True)
    limiter.init_app(app)
