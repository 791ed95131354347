"""Key texts of docs/format.md. Each form has `write`, from a value to its component, and `read`, the reverse."""

import ipaddress
import re
import uuid
from typing import Callable, NamedTuple

import instants
from canonical import Rejected


class KeyForm(NamedTuple):
    """The form of a component."""

    write: Callable
    parse: Callable

    def read(self, text):
        """Reads a component, and rejects a text that isn't what the value is written as."""
        value = self.parse(text)
        if self.write(value) != text:
            raise Rejected("not the text of a value")
        return value


def join(components):
    """Returns the key text of components."""
    return "#".join(components)


def split(key):
    """Returns the components of a key text."""
    return key.split("#")


def _write_text(text):
    return re.sub("[\x00-\x24]", lambda found: f"${ord(found[0]):02X}", text) or "$"


def _read_text(component):
    if component == "$":
        return ""
    return re.sub("\\$(..?)?", lambda found: chr(_hexadecimal(found[1])), component)


def _hexadecimal(digits):
    if not re.fullmatch("[0-9A-F]{2}", digits or ""):
        raise Rejected("not an escape")
    return int(digits, 16)


def _integer(least, greatest):
    def write(value):
        if not least <= value <= greatest:
            raise Rejected("out of range")
        digits = str(abs(value))
        if value >= 0:
            return chr(ord("a") + len(digits) - 1) + digits
        return chr(ord("Z") - len(digits) + 1) + "".join(str(9 - int(digit)) for digit in digits)

    def parse(component):
        letter, digits = component[:1], component[1:]
        if not re.fullmatch("[0-9]+", digits, re.ASCII):
            raise Rejected("not digits")
        if letter.isupper():
            return -int("".join(str(9 - int(digit)) for digit in digits))
        return int(digits)

    return KeyForm(write, parse)


def _wide(shift):
    return KeyForm(lambda value: f"{value + shift:032x}", lambda component: _digits(component) - shift)


def _digits(component):
    try:
        return int(component, 16)
    except ValueError:
        raise Rejected("not hexadecimal digits") from None


def _address(kind, digits):
    return KeyForm(lambda value: f"{int(value):0{digits}x}", lambda component: kind(_digits(component)))


def _any_address():
    four, six = _address(ipaddress.IPv4Address, 8), _address(ipaddress.IPv6Address, 32)

    def parse(component):
        return {"4": four, "6": six}[component[:1]].read(component[1:])

    return KeyForm(lambda value: f"{value.version}" + (four if value.version == 4 else six).write(value), parse)


def _bytes(component):
    return b"" if component == "$" else bytes.fromhex(component)


def option(form):
    """Returns the form of an option: the empty component if it is absent."""
    return KeyForm(
        lambda value: "" if value is None else form.write(value),
        lambda component: None if component == "" else form.read(component),
    )


def tuple_of(*forms):
    """Returns the form of a tuple as a component, and the one of a tuple as a map's name."""

    def parse(text):
        components = split(text)
        if len(components) != len(forms):
            raise Rejected("a tuple of another length")
        return tuple(form.read(component) for form, component in zip(forms, components))

    name = KeyForm(lambda value: join(form.write(element) for form, element in zip(forms, value, strict=True)), parse)
    return KeyForm(lambda value: _write_text(name.write(value)), lambda component: name.read(_read_text(component))), name


def one_of(*names):
    """Returns the form of a fieldless enum."""

    def parse(component):
        if (name := _read_text(component)) not in names:
            raise Rejected("an unknown variant")
        return name

    return KeyForm(_write_text, parse)


TEXT = KeyForm(_write_text, _read_text)
U8, U32, U64 = (_integer(0, 2**bits - 1) for bits in (8, 32, 64))
I8, I64 = (_integer(-(2 ** (bits - 1)), 2 ** (bits - 1) - 1) for bits in (8, 64))
U128, I128 = _wide(0), _wide(2**127)
BOOL = KeyForm(lambda value: "true" if value else "false", lambda component: component == "true")
BYTES = KeyForm(lambda value: value.hex() or "$", _bytes)
DATE = KeyForm(instants.date_text, instants.date_days)
INSTANT = KeyForm(instants.instant_key, instants.from_instant_key)
UUID = KeyForm(str, uuid.UUID)
IPV4, IPV6 = _address(ipaddress.IPv4Address, 8), _address(ipaddress.IPv6Address, 32)
IP = _any_address()
UNIT = KeyForm(lambda value: "$", lambda component: ())
