"""An edition as JSON in all languages, readable by people and by machines."""

import io
import json
from collections.abc import Mapping
from itertools import islice
from typing import Any

ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, indent=1, allow_nan=False)
AT_ONCE = 8_192


def json_bytes(document: Mapping[str, Any]) -> bytes:
    """The document as UTF-8 JSON with sorted keys; the same document gives the same bytes.

    It is written piece by piece: a large round is never held as one text beside its values.
    """
    data, pieces = io.BytesIO(), ENCODER.iterencode(document)
    while some := "".join(islice(pieces, AT_ONCE)):
        data.write(some.encode())
    data.write(b"\n")
    return data.getvalue()
