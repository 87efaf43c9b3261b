"""An edition as JSON in all languages, readable by people and by machines."""

import json
from collections.abc import Mapping
from typing import Any


def json_bytes(document: Mapping[str, Any]) -> bytes:
    """The document as UTF-8 JSON with sorted keys; the same document gives the same bytes."""
    text = json.dumps(document, ensure_ascii=False, sort_keys=True, indent=1, allow_nan=False)
    return f"{text}\n".encode()
