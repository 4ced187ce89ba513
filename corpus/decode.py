"""Bytes of a saved file -> its characters."""

from __future__ import annotations

import codecs
import re

from corpus.errors import TextError

_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]+)|<\?xml[^>]{0,100}encoding=["']([\w-]+)""", re.I
)
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LATIN = ("cp1252", "cp1250", "iso8859_2", "cp1257")
_OTHER_SCRIPTS = ["cp1251", "cp1253"]
# a sign within a word, or one that ends no word, tells that the bytes are read by the wrong table
_MISREAD = re.compile(r"[^\W\d_][±¶¿¡¼-¾´](?!\w)|[^\W\d_][¡-©«-´¶-¹»-¿×÷]+[^\W\d_]|\b[¡-©«-´¶¸¹»-¿œŸ][^\W\d_]|[\x80-\x9f]")
_RUN = re.compile(rb"[\xc0-\xff]{3}")


def decode(data: bytes) -> str:
    """The text of a file, its line ends as ``\\n``.

    UTF-8 comes first, a byte-order mark or a charset that the file declares next, then the likeliest of the
    older European code pages. A mark of UTF-8 stays in the text: offsets are those of the decoded file itself.
    Raises TextError for a binary file.
    """
    return _decoded(data).replace("\r\n", "\n").replace("\r", "\n")


def _decoded(data: bytes) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError as error:
                raise TextError("its bytes are damaged UTF-16; save it again as UTF-8") from error
    if b"\0" in data:
        raise TextError("it is a binary file and no text; save its text as .txt, .md or .html")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _older(data)


def _older(data: bytes) -> str:
    declared = _DECLARED.search(data[:4096])
    if declared:
        try:
            return data.decode((declared[1] or declared[2]).decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            pass
    sample = data[:200_000]
    if len(_RUN.findall(sample)) * 20 > len(sample):
        from charset_normalizer import from_bytes

        best = from_bytes(sample, cp_isolation=_OTHER_SCRIPTS).best()
        if best is not None:
            return data.decode(best.encoding, errors="replace")
    encoding = min(_LATIN, key=lambda name: len(_MISREAD.findall(sample.decode(name, errors="replace"))))
    return data.decode(encoding, errors="replace")
