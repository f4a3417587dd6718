"""What schemathesis does before each call: it comes from another household, so that our own limits on
what one household may ask are not all that is seen, and shows the key that the path asks for.

The demo trusts 127.0.0.1 as its proxy; a real portal believes X-Forwarded-For only from its own.
"""

import itertools
import os

import schemathesis

COUNT = itertools.count()


@schemathesis.hook
def before_call(context, case, kwargs):
    number = next(COUNT)
    headers = case.headers if case.headers is not None else {}
    headers["X-Forwarded-For"] = f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"
    case.headers = headers


@schemathesis.auth()
class Key:
    """The key of the letters' system, and for bulk writing that of the documents' system."""

    def get(self, case, ctx):
        name = "DOCUMENTS_KEY" if "/imports/" in case.path else "LETTERS_KEY"
        return os.environ[name]

    def set(self, case, data, ctx):
        case.headers = case.headers or {}
        case.headers["Authorization"] = f"Bearer {data}"


@schemathesis.serializer("application/x-ndjson")
def lines(context, value):
    """JSON lines are described as one string and sent as it is."""
    return value if isinstance(value, bytes) else str(value).encode()
