"""Every vector of the format, in both directions."""

import ipaddress
import json
import unittest
import uuid
from pathlib import Path

import instants
import keys
import rows
import values
from canonical import Number, Rejected, rewrite

VECTORS = Path(__file__).parent.parent / "tests/vectors"


def moment(text):
    """Returns an instant by its text."""
    return instants.instant(text)


ENUM = keys.one_of("very_high")
TUPLE, _ = keys.tuple_of(keys.TEXT, keys.U8)
NESTED, _ = keys.tuple_of(keys.option(keys.U8), keys.tuple_of(keys.TEXT, keys.BOOL)[0])
ONE, _ = keys.tuple_of(keys.option(keys.U8))
PAIR, _ = keys.tuple_of(keys.option(keys.U8), keys.option(keys.U8))
_, BY_TUPLE = keys.tuple_of(keys.U8, keys.option(keys.U8))
KEYS = {
    "text: a": (keys.TEXT, "a"),
    "text: empty": (keys.TEXT, ""),
    "text: all below U+0026": (keys.TEXT, "".join(map(chr, range(0x26)))),
    "text: Zoë 山": (keys.TEXT, "Zoë 山"),
    "char: #": (keys.TEXT, "#"),
    "u64: 0": (keys.U64, 0),
    "u8: 7": (keys.U8, 7),
    "u32: 42": (keys.U32, 42),
    "u64: 18446744073709551615": (keys.U64, 2**64 - 1),
    "i8: 7": (keys.I8, 7),
    "i64: -1": (keys.I64, -1),
    "i64: -42": (keys.I64, -42),
    "i64: -9223372036854775808": (keys.I64, -(2**63)),
    "i64: 9223372036854775807": (keys.I64, 2**63 - 1),
    "u128: 255": (keys.U128, 255),
    "i128: -1": (keys.I128, -1),
    "i128: 0": (keys.I128, 0),
    "bool: true": (keys.BOOL, True),
    "bytes: 00 ff": (keys.BYTES, b"\0\xff"),
    "bytes: 00 to 10, and f1": (keys.BYTES, bytes([*range(17), 0xF1])),
    "bytes: none": (keys.BYTES, b""),
    "date: 16 June 2026": (keys.DATE, instants.date_days("2026-06-16")),
    "date: 1 January 0000": (keys.DATE, 0),
    "instant: 16 June 2026 12:30:00.5 +05:45": (keys.INSTANT, (moment("2026-06-16T12:30:00.5+05:45")[0], 0)),
    "option: none": (keys.option(keys.U8), None),
    "option: 7": (keys.option(keys.U8), 7),
    "option: empty text": (keys.option(keys.TEXT), ""),
    "enum: very_high": (ENUM, "very_high"),
    "enum of integers: -1": (keys.I64, -1),
    "enum of integers: 42": (keys.I64, 42),
    "newtype of u64: 42": (keys.U64, 42),
    "tuple: a and 7": (TUPLE, ("a", 7)),
    "tuple: none, and a tuple of a# and true": (NESTED, (None, ("a#", True))),
    "tuple: none": (ONE, (None,)),
    "option: tuple of none and none": (keys.option(PAIR), (None, None)),
    "IPv4 address: 127.0.0.1": (keys.IPV4, ipaddress.ip_address("127.0.0.1")),
    "IPv6 address: ::1": (keys.IPV6, ipaddress.ip_address("::1")),
    "IP address: 10.0.0.255": (keys.IP, ipaddress.ip_address("10.0.0.255")),
    "IP address: 2001:db8::1": (keys.IP, ipaddress.ip_address("2001:db8::1")),
    "URL: https://example.org/a#b": (keys.TEXT, "https://example.org/a#b"),
    "wrapping integer: 42": (keys.U8, 42),
    "value by its text: a#b": (keys.TEXT, "a#b"),
}

COMPOSED_KEYS = {
    "scope of a#b, none": [keys.TEXT.write("a#b"), keys.option(keys.TEXT).write(None)],
    "record key of a#b, none, 42, very_high": [
        keys.TEXT.write("a#b"), keys.option(keys.TEXT).write(None), keys.U64.write(42), ENUM.write("very_high"),
    ],
    "record key of the unit in the global scope": [keys.UNIT.write(())],
    "record key of the unit in the scope acme": [keys.TEXT.write("acme"), keys.UNIT.write(())],
    "record key of the unit in the scope a#b, none": [
        keys.TEXT.write("a#b"), keys.option(keys.TEXT).write(None), keys.UNIT.write(()),
    ],
}

U8, U16, TEXT = values.U8, values.U16, values.TEXT
NAMED = values.structure(bb=U8, a=U8, ab=U8, é=U8)
CHOICE = values.choice(Nothing=None, One=U8, Two=values.array(U8, U8), Named=values.structure(a=U8))
TAGGED = values.tagged("kind", Nothing=values.structure(), Named=values.structure(a=U8, longer=U8), Struct=NAMED)
CONTENTS = {"Nothing": None, "One": U8, "Two": values.array(U8, U8), "Named": values.structure(a=U8)}
ADJACENT = values.adjacent("kind", "is", **CONTENTS)
UNTAGGED = values.untagged(**CONTENTS)
BY_NUMBER = values.mapping(str, int, TEXT)
FLAT = values.flattened({"id": U8}, [{"x": values.I64}], U8)
BOUND = values.choice(Unbounded=None, Included=U8, Excluded=U8)
PAYLOADS = {
    "u64: 18446744073709551615": (values.U64, 2**64 - 1),
    "i64: -9223372036854775808": (values.I64, -(2**63)),
    "u128: 340282366920938463463374607431768211455": (values.U128, 2**128 - 1),
    "i128: -1": (values.I128, -1),
    "bool: true": (values.BOOL, True),
    "f64: 1": (values.F64, 1.0),
    "f64: 0.1 + 0.2": (values.F64, 0.1 + 0.2),
    "f64: 1e21": (values.F64, 1e21),
    "f64: 1.5e-7": (values.F64, 1.5e-7),
    "f64: negative zero": (values.F64, -0.0),
    "f32: 0.1": (values.F32, values.single(0.1)),
    "f32: 16777216": (values.F32, 16777216.0),
    "text: every escape": (TEXT, '"\\\b\f\n\r\t\x01\x1f/\x7fé\U0001f680'),
    "char: é": (TEXT, "é"),
    "bytes: 00 ff 10": (values.BYTES, b"\0\xff\x10"),
    "bytes: none": (values.BYTES, b""),
    "option: none": (values.option(U8), None),
    "option: 7": (values.option(U8), 7),
    "tuple: 1, text a, (true)": (values.array(U8, TEXT, values.array(values.BOOL)), (1, "a", (True,))),
    "unit": (values.UNIT, ()),
    "array of none": (values.array(values.option(U8), values.option(U8)), (1, None)),
    "list: none": (values.sequence(U16), []),
    "list: 1 2": (values.sequence(U16), [1, 2]),
    "set of texts: bb, a, empty": (values.unordered(TEXT), {"bb", "a", ""}),
    "set of numbers: 10, 9, -1": (values.unordered(values.I8), {10, 9, -1}),
    "map by numbers: 10, 9, -1": (BY_NUMBER, {10: "a", 9: "b", -1: "c"}),
    "map by texts: bb, a, empty": (values.mapping(str, str, U8), {"bb": 1, "a": 2, "": 3}),
    "map by enum: very_high": (values.mapping(str, str, U8), {"very_high": 1}),
    "map: none": (BY_NUMBER, {}),
    "map by tuples: 7 and none": (values.mapping(BY_TUPLE.write, BY_TUPLE.read, values.BOOL), {(7, None): True}),
    "struct: fields bb, a, ab, é": (NAMED, {"bb": 1, "a": 2, "ab": 3, "é": 4}),
    "flattened struct and map": (FLAT, ({"id": 7}, ({"x": -1},), {"c": 2})),
    "flattened option: none": (FLAT, ({"id": 7}, (None,), {})),
    "newtype of u64: 42": (values.U64, 42),
    "unit struct": (values.structure(), {}),
    "fieldless enum: very_high": (values.choice(very_high=None), ("very_high", None)),
    "enum of integers: -1": (values.I64, -1),
    "map by enum of integers: -1, 42": (values.mapping(str, int, U8), {-1: 1, 42: 2}),
    "variant without content": (CHOICE, ("Nothing", None)),
    "variant of one": (CHOICE, ("One", 1)),
    "variant of two": (CHOICE, ("Two", (1, 2))),
    "variant with a name": (CHOICE, ("Named", {"a": 1})),
    "tagged variant without content": (TAGGED, ("Nothing", {})),
    "tagged variant with names": (TAGGED, ("Named", {"a": 1, "longer": 2})),
    "tagged variant with a struct": (TAGGED, ("Struct", {"bb": 1, "a": 2, "ab": 3, "é": 4})),
    "variant beside content: nothing": (ADJACENT, ("Nothing", None)),
    "variant beside content: one": (ADJACENT, ("One", 1)),
    "variant beside content: two": (ADJACENT, ("Two", (1, 2))),
    "variant beside content: names": (ADJACENT, ("Named", {"a": 1})),
    "untagged variant: nothing": (UNTAGGED, ("Nothing", None)),
    "untagged variant: one": (UNTAGGED, ("One", 1)),
    "untagged variant: two": (UNTAGGED, ("Two", (1, 2))),
    "untagged variant: names": (UNTAGGED, ("Named", {"a": 1})),
    "instant: +05:45": (values.INSTANT, moment("2026-06-16T12:30:00.5+05:45")),
    "instant: UTC, nanoseconds": (values.INSTANT, moment("2026-06-16T12:30:00.123456789Z")),
    "date": (values.DATE, instants.date_days("0001-02-03")),
    "time: 1:02:03": (values.TIME, 3_723 * 10**9),
    "time: 1:02:03.000000001": (values.TIME, 3_723 * 10**9 + 1),
    "plain date-time": (values.PLAIN, instants.plain("2026-06-16T12:30:00")),
    "offset: -09:30": (values.OFFSET, -570),
    "offset: UTC": (values.OFFSET, 0),
    "duration: 90061.5 seconds": (values.DURATION, 90_061_500_000_000),
    "duration: -1.5 seconds": (values.DURATION, -1_500_000_000),
    "duration: none": (values.DURATION, 0),
    "address: 127.0.0.1": (values.ADDRESS, ipaddress.ip_address("127.0.0.1")),
    "address: ::1": (values.ADDRESS, ipaddress.ip_address("::1")),
    "any JSON: 1.10, 1e2, -0": (values.ANY, {"bb": Number("1.10"), "a": [Number("100"), Number("0"), None], "c": "é/"}),
    "range: 1 to 5, without 5": (values.structure(start=U8, end=U8), {"start": 1, "end": 5}),
    "range: 1 to 5, with 5": (values.structure(start=U8, end=U8), {"start": 1, "end": 5}),
    "range: from 1": (values.structure(start=U8), {"start": 1}),
    "range: up to 5, without 5": (values.structure(end=U8), {"end": 5}),
    "range: up to 5, with 5": (values.structure(end=U8), {"end": 5}),
    "bound: none": (BOUND, ("Unbounded", None)),
    "bound: 1, included": (BOUND, ("Included", 1)),
    "bound: 1, excluded": (BOUND, ("Excluded", 1)),
    "result: 1": (values.choice(Ok=U8, Err=U8), ("Ok", 1)),
    "result: error 1": (values.choice(Ok=U8, Err=U8), ("Err", 1)),
    "ordering: greater": (values.choice(Less=None, Equal=None, Greater=None), ("Greater", None)),
    "path: a/é": (TEXT, "a/é"),
    "wrapping integer: 255": (U8, 255),
    "cell: 7": (U8, 7),
    "phantom data": (values.UNIT, ()),
    "value by its text: 127.0.0.1:80": (TEXT, "127.0.0.1:80"),
    "unix seconds: 16 June 2026 12:30 UTC": (values.unix_time(10**9), moment("2026-06-16T12:30:00Z")),
    "unix millis: 1969-12-31 23:59:59.999 UTC": (values.unix_time(10**6), moment("1969-12-31T23:59:59.999Z")),
    "unix micros: 1970-01-01 00:00:00.000001 UTC": (values.unix_time(10**3), moment("1970-01-01T00:00:00.000001Z")),
}

MEMBERSHIP = rows.Record(
    "membership",
    values.structure(
        tenant=TEXT, application=values.option(TEXT), user=values.U64, group=values.choice(very_high=None)
    ),
    scope=lambda of: [keys.TEXT.write(of["tenant"]), keys.option(keys.TEXT).write(of["application"])],
    key=lambda of: [keys.U64.write(of["user"]), ENUM.write(of["group"][0])],
)


class Vectors(unittest.TestCase):
    """The files of `tests/tests/vectors`."""

    def read(self, file):
        return json.loads((VECTORS / file).read_text())

    def test_keys(self):
        vectors = self.read("keys.json")
        self.assertEqual(set(vectors), set(KEYS) | set(COMPOSED_KEYS))
        for name, (form, value) in KEYS.items():
            with self.subTest(name):
                self.assertEqual(form.write(value), vectors[name])
                self.assertEqual(form.read(vectors[name]), value)
        for name, components in COMPOSED_KEYS.items():
            self.assertEqual(keys.join(components), vectors[name])
            self.assertEqual(keys.split(vectors[name]), components)

    def test_payloads(self):
        vectors = self.read("payloads.json")
        self.assertEqual(set(vectors), set(PAYLOADS))
        for name, (form, value) in PAYLOADS.items():
            with self.subTest(name):
                self.assertEqual(form.text(value), vectors[name])
                self.assertEqual(form.value(vectors[name]), value)
                self.assertEqual(rewrite(vectors[name]), vectors[name])

    def test_lines(self):
        lines = (VECTORS / "rows.ndjson").read_text().split("\n")
        self.assertEqual(lines.pop(), "")
        foreign = (VECTORS / "rows_from_row_to_json.ndjson").read_text().split("\n")
        for line, other in zip(lines, foreign):
            row = rows.read_line(line)
            self.assertEqual(rows.write_line(row), line)
            self.assertEqual(rows.read_line(other), row)
            if row.payload_sha256:
                self.assertEqual(rows.digest(row.payload), row.payload_sha256)
        member = rows.read_line(lines[0])
        value = MEMBERSHIP.open(member)
        self.assertEqual(MEMBERSHIP.seal(value), member)
        for column, wrong in {"record_key": "a", "revision": 1, "metadata": '{"a": 1}', "payload_sha256": b""}.items():
            with self.assertRaises(Rejected):
                MEMBERSHIP.open(member._replace(**{column: wrong}))


REJECTED_KEYS = [
    (keys.U64, ["a", "a07", "b7", "b07", "u184467440737095516150", "a-", "Z8", "A7", "٣"]),
    (keys.I64, ["Z9", "Y90", "z1", "i9223372036854775808"]),
    (keys.TEXT, ["", "#", "$2", "$2a", "$30", "a$", " "]),
    (keys.U128, ["ff", "F" * 32, "0" * 33]),
    (keys.BYTES, ["", "0", "FF", "$$"]),
    (keys.BOOL, ["", "True", "0"]),
    (keys.DATE, ["2026-02-29", "2026-6-16", "10000-01-01"]),
    (keys.INSTANT, ["2026-06-16T06:45:00Z", "2026-06-16T06:45:00.5Z", "2026-06-16T24:00:00.000000000Z"]),
    (keys.IP, ["7f000001", "47f0001", "5", ""]),
    (keys.option(keys.U8), ["$", "c256"]),
]

REJECTED_JSON = [
    "", "nul", "[1,]", "[1] 2", '{"a": 1, "\\u0061": 2}', '"\\u0000"', '"\\ud800"', "NaN", "-", "01", "1e406", "1e-407", "\ufeff1",
    "[" * 129 + "]" * 129, '"\n"', "'a'",
]


class Rules(unittest.TestCase):
    """What a reader rejects."""

    def test_keys_that_no_value_has(self):
        for form, texts in REJECTED_KEYS:
            for text in texts:
                with self.subTest(text), self.assertRaises((Rejected, ValueError, KeyError)):
                    form.read(text)

    def test_json_that_no_value_has(self):
        for text in REJECTED_JSON:
            with self.subTest(text[:20]), self.assertRaises(Rejected):
                rewrite(text)
        self.assertEqual(rewrite("[" * 128 + "]" * 128), "[" * 128 + "]" * 128)

    def test_values_of_another_kind(self):
        for form, text in [
            (U8, "256"), (U8, "-1"), (U8, "1.0"), (U8, '"1"'), (U8, "null"), (TEXT, "1"), (values.F32, "0.10000000149011612"),
            (values.U128, "1"), (values.U128, '"01"'), (values.BYTES, '"AP8"'), (values.UNIT, "{}"), (NAMED, '{"a": 1}'),
            (values.unordered(U8), "[1, 1]"), (CHOICE, '"One"'), (CHOICE, '{"Nothing": 1}'), (TAGGED, '{"kind": "Other"}'),
            (ADJACENT, '{"is": 1, "kind": "Nothing"}'), (ADJACENT, '{"kind": "One"}'), (UNTAGGED, "[1]"), (UNTAGGED, "true"),
            (values.INSTANT, '"2026-06-16 12:30:00Z"'), (values.OFFSET, '"+0"'), (values.DURATION, '"1.5"'),
            (values.array(U8), "[1, 2]"), (values.structure(a=U8), '{"a": 1, "b": 2}'),
        ]:
            with self.subTest(text), self.assertRaises((Rejected, ValueError)):
                form.value(text)

    def test_other_spellings(self):
        for form, text, same in [
            (values.INSTANT, '"2026-06-16t12:30:00.50+00:00"', '"2026-06-16T12:30:00.5Z"'), (U8, "1e2", "100"),
            (values.OFFSET, '"-00:00"', '"Z"'), (values.DURATION, '"PT1.50S"', '"PT1.5S"'), (values.F64, "-0", "0.0"),
            (values.ADDRESS, '"::0001"', '"::1"'), (values.ANY, "1e405", "1" + "0" * 405), (values.ANY, "0e-3", "0.000"),
        ]:
            self.assertEqual(form.text(form.value(text)), same)

    def test_keys_are_ordered_as_their_values(self):
        numbers = [-(2**63), -100, -99, -10, -9, -1, 0, 1, 9, 10, 99, 2**63 - 1]
        texts = ["", "\0", "#", "$", "a", "a\0", "a#", "ab", "é", "山"]
        for form, ordered in [(keys.I64, numbers), (keys.I128, numbers), (keys.TEXT, texts)]:
            self.assertEqual(sorted(map(form.write, ordered)), [form.write(value) for value in ordered])
        self.assertEqual(uuid.UUID(int=7), keys.UUID.read(keys.UUID.write(uuid.UUID(int=7))))


if __name__ == "__main__":
    unittest.main()
