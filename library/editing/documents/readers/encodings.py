"""Reads bytes as text: by their mark, else as UTF-8, else as Windows wrote it in Europe."""

import codecs

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decoded(data: bytes, stated: str = "") -> str:
    """Return the text of some bytes; `stated` is the encoding that a page says it has."""
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    for encoding in ("utf-8", stated):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError as error:
            if encoding == "utf-8" and error.start > len(data) - 4:
                return data.decode(encoding, "ignore")
        except (LookupError, ValueError):
            continue
    return data.decode("cp1252", "replace")
