"""Forms of values in a payload. Each has `write`, from a value to a JSON tree, and `read`, the reverse."""

import base64
import ipaddress
import re
import struct
from decimal import Decimal
from typing import Callable, NamedTuple

import instants
from canonical import Number, Rejected, order, parse, write


class Form(NamedTuple):
    """The form of a value."""

    write: Callable
    read: Callable

    def text(self, value):
        """Returns the canonical text of a value."""
        return write(self.write(value))

    def value(self, text):
        """Reads the value from any JSON text."""
        return self.read(parse(text))


def _of(kind, tree):
    if type(tree) is not kind:
        raise Rejected("a value of another kind")
    return tree


def _as_text(show, read):
    """Returns the form of a value whose text must be the one that it is written as."""

    def checked(tree):
        value = read(_of(str, tree))
        if show(value) != tree:
            raise Rejected("not the text of a value")
        return value

    return Form(show, checked)


def _standard(show, read):
    """Returns the form of a value whose text is read in every spelling of its standard."""
    return Form(show, lambda tree: read(_of(str, tree)))


def _within(least, greatest, value):
    if not least <= value <= greatest:
        raise Rejected("out of range")
    return value


def integer(least, greatest):
    """Returns the form of an integer of at most 64 bits."""

    def read(tree):
        if not re.fullmatch("-?[0-9]+", _of(Number, tree)):
            raise Rejected("not an integer")
        return _within(least, greatest, int(tree))

    return Form(lambda value: Number(_within(least, greatest, value)), read)


def wide(least, greatest):
    """Returns the form of a 128-bit integer."""
    return _as_text(lambda value: str(_within(least, greatest, value)), int)


def single(value):
    """Rounds to a 32-bit float."""
    return struct.unpack("<f", struct.pack("<f", value))[0]


def _shortest(value):
    """Returns the shortest digits that read back as the same 32-bit float."""
    value = single(value)
    for digits in range(9):
        if single(float(text := f"{value:.{digits}e}")) == value:
            return text
    raise Rejected("not a 32-bit float")


def _float(digits):
    def show(value):
        if value != value or value in (float("inf"), float("-inf")):
            raise Rejected("not a finite float")
        plain = format(Decimal(digits(value or 0.0)), "f")
        return Number(plain if "." in plain else plain + ".0")

    return show


def _read_single(tree):
    value = single(float(_of(Number, tree)))
    if Decimal(_float(_shortest)(value)) != Decimal(tree):
        raise Rejected("a number that no 32-bit float is written as")
    return value


def option(form):
    """Returns the form of an option."""
    return Form(
        lambda value: None if value is None else form.write(value),
        lambda tree: None if tree is None else form.read(tree),
    )


def array(*forms):
    """Returns the form of a tuple or of an array of fixed length."""

    def read(tree):
        if len(_of(list, tree)) != len(forms):
            raise Rejected("an array of another length")
        return tuple(form.read(element) for form, element in zip(forms, tree))

    return Form(lambda value: [form.write(element) for form, element in zip(forms, value, strict=True)], read)


def sequence(form):
    """Returns the form of a list."""
    return Form(
        lambda value: [form.write(element) for element in value],
        lambda tree: [form.read(element) for element in _of(list, tree)],
    )


def unordered(form):
    """Returns the form of a set."""

    def read(tree):
        texts = [write(element) for element in _of(list, tree)]
        if len(set(texts)) != len(texts):
            raise Rejected("a duplicate element of a set")
        return {form.read(element) for element in tree}

    return Form(lambda value: sorted((form.write(element) for element in value), key=lambda tree: order(write(tree))), read)


def mapping(show, name, form):
    """Returns the form of a map. `show` and `name` write and read a map key."""
    return Form(
        lambda value: {show(key): form.write(element) for key, element in value.items()},
        lambda tree: {name(key): form.read(element) for key, element in _of(dict, tree).items()},
    )


def structure(**fields):
    """Returns the form of a struct, whose values are dicts."""

    def read(tree):
        if set(_of(dict, tree)) != set(fields):
            raise Rejected("a missing or an unknown field")
        return {name: form.read(tree[name]) for name, form in fields.items()}

    return Form(lambda value: {name: form.write(value[name]) for name, form in fields.items()}, read)


def flattened(own, parts, form):
    """Returns the form of a struct with flattened structs and a flattened map, as a tuple: the dict of its own fields, the dict
    of the fields of each part, or `None`, and the dict of the map."""

    def show(value):
        members = structure(**own).write(value[0])
        for fields, part in zip(parts, value[1], strict=True):
            members |= {} if part is None else structure(**fields).write(part)
        if set(members) & set(value[2]):
            raise Rejected("an entry with the name of a field")
        return members | {name: form.write(element) for name, element in value[2].items()}

    def read(tree):
        members = dict(_of(dict, tree))
        take = lambda fields: {name: members.pop(name) for name in fields if name in members}
        first = structure(**own).read(take(own))
        found = [(fields, take(fields)) for fields in parts]
        found = tuple(structure(**fields).read(part) if part else None for fields, part in found)
        return first, found, {name: form.read(element) for name, element in members.items()}

    return Form(show, read)


def choice(**variants):
    """Returns the form of an enum. A value is the pair of a variant's name and its content; `None` is a fieldless variant."""

    def show(value):
        name, content = value
        form = variants[name]
        return name if form is None else {name: form.write(content)}

    def read(tree):
        if isinstance(tree, str) and not isinstance(tree, Number) and variants.get(tree, tree) is None:
            return tree, None
        if isinstance(tree, dict) and len(tree) == 1:
            [(name, content)] = tree.items()
            if variants.get(name) is not None:
                return name, variants[name].read(content)
        raise Rejected("an unknown variant")

    return Form(show, read)


def tagged(tag, **variants):
    """Returns the form of an enum with `tag`: the fields of the variant are beside it."""

    def show(value):
        name, content = value
        return {tag: name, **variants[name].write(content)}

    def read(tree):
        members = dict(_of(dict, tree))
        name = members.pop(tag, None)
        if name not in variants:
            raise Rejected("an unknown variant")
        return name, variants[name].read(members)

    return Form(show, read)


def adjacent(tag, content, **variants):
    """Returns the form of an enum with `tag` and `content`. `None` is a fieldless variant."""

    def show(value):
        name, inside = value
        form = variants[name]
        return {tag: name} if form is None else {tag: name, content: form.write(inside)}

    def read(tree):
        name = _of(dict, tree).get(tag)
        if name not in variants:
            raise Rejected("an unknown variant")
        form = variants[name]
        if set(tree) != ({tag} if form is None else {tag, content}):
            raise Rejected("a missing or an unknown member")
        return name, None if form is None else form.read(tree[content])

    return Form(show, read)


def untagged(**variants):
    """Returns the form of an enum with `untagged`. The names aren't stored; `None` is a fieldless variant."""

    def show(value):
        name, inside = value
        form = variants[name]
        tree = None if form is None else form.write(inside)
        if read(parse(write(tree)))[0] != name:
            raise Rejected("a value that is read as an earlier variant")
        return tree

    def read(tree):
        for name, form in variants.items():
            if form is None and tree is None:
                return name, None
            try:
                if form is not None:
                    return name, form.read(tree)
            except (Rejected, ValueError):
                pass
        raise Rejected("a value that no variant reads")

    return Form(show, read)


def _duration(text):
    found = re.fullmatch(r"(-?)PT([0-9]+)(\.[0-9]{1,9})?S", text)
    if not found:
        raise Rejected("not a duration")
    nanoseconds = int(found[2]) * 10**9 + int((found[3] or ".")[1:].ljust(9, "0"))
    return -nanoseconds if found[1] else nanoseconds


def _duration_text(nanoseconds):
    seconds, fraction = divmod(abs(nanoseconds), 10**9)
    decimals = f".{fraction:09}".rstrip("0") if fraction else ""
    return f"{'-' if nanoseconds < 0 else ''}PT{seconds}{decimals}S"


def unix_time(nanoseconds):
    """Returns the form of an instant that is stored as a number of units."""
    begin = instants.EPOCH_DAYS * instants.DAY

    def show(moment):
        units, rest = divmod(moment[0] - begin, nanoseconds)
        if rest or moment[1]:
            raise Rejected("a remainder, or an offset")
        return Number(units)

    return Form(show, lambda tree: (I64.read(tree) * nanoseconds + begin, 0))


U8, U16, U64 = (integer(0, 2**bits - 1) for bits in (8, 16, 64))
I8, I64 = (integer(-(2 ** (bits - 1)), 2 ** (bits - 1) - 1) for bits in (8, 64))
U128, I128 = wide(0, 2**128 - 1), wide(-(2**127), 2**127 - 1)
BOOL = Form(bool, lambda tree: _of(bool, tree))
F64 = Form(_float(repr), lambda tree: float(_of(Number, tree)))
F32 = Form(_float(_shortest), _read_single)
TEXT = Form(str, lambda tree: _of(str, tree))
BYTES = _as_text(lambda value: base64.b64encode(value).decode(), lambda text: base64.b64decode(text, validate=True))
INSTANT = _standard(instants.instant_text, instants.instant)
DATE = _standard(instants.date_text, instants.date_days)
TIME = _standard(instants.time_text, instants.time_nanoseconds)
PLAIN = _standard(instants.plain_text, instants.plain)
OFFSET = _standard(instants.offset_text, instants.offset_minutes)
DURATION = _standard(_duration_text, _duration)
ADDRESS = _standard(str, ipaddress.ip_address)
ANY = Form(lambda tree: tree, lambda tree: tree)
UNIT = array()
