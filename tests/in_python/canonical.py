"""The canonical form of docs/format.md: one JSON text for each value."""

import json
import re
from decimal import Decimal

MAX_NESTING = 128
MAX_EXPONENT = 400
MAX_WHOLE, MAX_FRACTION = 131_072, 16_383


class Rejected(ValueError):
    """A text that a reader rejects, or a value that a writer can't write."""


class Number(str):
    """A number by its canonical text, so that no digit is lost."""


def write(tree):
    """Returns the canonical text of a tree of dicts, lists, strings, bools, None and Numbers."""
    return "".join(_parts(tree, 0))


def parse(text):
    """Reads any JSON text as a tree."""
    try:
        return json.loads(
            text,
            object_pairs_hook=_object,
            parse_int=number,
            parse_float=number,
            parse_constant=_reject,
        )
    except (json.JSONDecodeError, RecursionError) as error:
        raise Rejected(str(error)) from None


def rewrite(text):
    """Changes any JSON text to the canonical form."""
    return write(parse(text))


def order(name):
    """The order of members: the length of the name in bytes, then the bytes."""
    name = name.encode()
    return len(name), name


def number(text):
    """Returns the canonical form of a JSON number of any size."""
    _, whole, fraction, exponent = re.fullmatch(r"(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?", text).groups("")
    exponent, most = int(exponent or 0), MAX_EXPONENT + len(text)
    if not (whole + fraction).strip("0"):
        decimals = max(0, len(fraction) - exponent)
        if decimals > most:
            raise Rejected("the exponent adds too many digits")
        return Number("0." + "0" * decimals if decimals else "0")
    if abs(exponent) > most:
        raise Rejected("the exponent adds too many digits")
    plain = format(Decimal(text), "f")
    digits = plain.removeprefix("-").partition(".")
    if len(digits[0]) > MAX_WHOLE or len(digits[2]) > MAX_FRACTION:
        raise Rejected("too many digits")
    return Number(plain)


def string(text):
    """Returns the canonical JSON text of a string."""
    if "\0" in text:
        raise Rejected("U+0000")
    try:
        text.encode()
    except UnicodeEncodeError:
        raise Rejected("half of a surrogate pair") from None
    return '"' + re.sub('["\\\\\x00-\x1f]', _escape, text) + '"'


def _parts(tree, depth):
    if isinstance(tree, (dict, list)) and depth == MAX_NESTING:
        raise Rejected("nested too deeply")
    if tree is None:
        yield "null"
    elif isinstance(tree, bool):
        yield "true" if tree else "false"
    elif isinstance(tree, Number):
        yield tree
    elif isinstance(tree, str):
        yield string(tree)
    elif isinstance(tree, list):
        yield "["
        for index, element in enumerate(tree):
            yield ", " if index else ""
            yield from _parts(element, depth + 1)
        yield "]"
    else:
        yield "{"
        for index, name in enumerate(sorted(tree, key=order)):
            yield (", " if index else "") + string(name) + ": "
            yield from _parts(tree[name], depth + 1)
        yield "}"


def _escape(match):
    short = {'"': '\\"', "\\": "\\\\", "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
    return short.get(match[0]) or f"\\u{ord(match[0]):04x}"


def _object(pairs):
    members = dict(pairs)
    if len(members) != len(pairs):
        raise Rejected("a duplicate name")
    return members


def _reject(constant):
    raise Rejected(f"{constant} isn't JSON")
