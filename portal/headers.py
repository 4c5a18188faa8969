"""What every answer carries so that a browser does nothing with it that we did not mean.

There is no script on any page, so none is allowed. Nothing is loaded from elsewhere, no page can be
framed, no form sends anywhere else, and no address of a page (with its codes) is told to others.
"""

Header = tuple[bytes, bytes]

POLICY = (
    b"default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; form-action 'self'; "
    b"base-uri 'none'; frame-ancestors 'none'"
)
FEATURES = b"camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()"

ALWAYS: tuple[Header, ...] = (
    (b"x-content-type-options", b"nosniff"),
    (b"content-security-policy", POLICY),
    (b"referrer-policy", b"no-referrer"),
    (b"permissions-policy", FEATURES),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"x-frame-options", b"DENY"),
)
SAME_ORIGIN: Header = (b"cross-origin-resource-policy", b"same-origin")
FOR_ALL: tuple[Header, ...] = (
    (b"cross-origin-resource-policy", b"cross-origin"),
    (b"access-control-allow-origin", b"*"),
)
"""For the API: what it says is public, and any page may read it."""

NOT_KEPT: Header = (b"cache-control", b"no-store")
OVER_TLS: Header = (b"strict-transport-security", b"max-age=31536000")
AS_JSON: Header = (b"content-type", b"application/json")

OF_PAGES: tuple[Header, ...] = (*ALWAYS, SAME_ORIGIN)
OF_API: tuple[Header, ...] = (*ALWAYS, *FOR_ALL)
OF_READY_ANSWERS: tuple[Header, ...] = (AS_JSON, NOT_KEPT, *OF_API)
