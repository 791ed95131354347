"""Rows of docs/format.md: the checks of a reader, and rows as lines."""

import hashlib
import re
from typing import Any, Callable, NamedTuple

import instants
import keys
from canonical import Number, Rejected, parse, rewrite, write

COLUMNS = (
    "scope", "record_type", "record_key", "schema_version", "revision", "created_at", "updated_at", "metadata", "payload",
    "payload_sha256",
)


class Row(NamedTuple):
    """A row. Instants are microseconds since 1970, metadata and payload JSON text, the digest bytes."""

    scope: str
    record_type: str
    record_key: str
    schema_version: int
    revision: int | None
    created_at: int | None
    updated_at: int | None
    metadata: str
    payload: str
    payload_sha256: bytes | None


class Record(NamedTuple):
    """A record type: how its rows follow from a value."""

    record_type: str
    form: Any
    scope: Callable = lambda value: []
    key: Callable = lambda value: []
    revision: Callable = lambda value: None
    created_at: Callable = lambda value: None
    updated_at: Callable = lambda value: None
    metadata: Callable = lambda value: {}
    schema_version: int = 1

    def seal(self, value):
        """Returns the row of a value."""
        column = lambda moment: None if moment is None else instants.microseconds(moment)
        scope = self.scope(value)
        payload = self.form.text(value)
        return Row(
            keys.join(scope),
            self.record_type,
            keys.join(scope + self.key(value)),
            self.schema_version,
            self.revision(value),
            column(self.created_at(value)),
            column(self.updated_at(value)),
            write(self.metadata(value)),
            payload,
            digest(payload),
        )

    def open(self, row):
        """Returns the value of a row, after the checks in their order."""
        if row.record_type != self.record_type:
            raise Rejected("another record type")
        if row.schema_version != self.schema_version:
            raise Rejected("another schema version")
        if row.payload_sha256 is not None and row.payload_sha256 != digest(row.payload):
            raise Rejected("another digest")
        value = self.form.value(row.payload)
        expected = self.seal(value)
        for column in ("scope", "record_key", "metadata", "revision", "created_at", "updated_at"):
            found = getattr(row, column)
            if (rewrite(found) if column == "metadata" else found) != getattr(expected, column):
                raise Rejected(f"the column {column} differs from the payload")
        return value


def digest(payload):
    """Returns the SHA-256 of a payload's canonical text."""
    return hashlib.sha256(rewrite(payload).encode()).digest()


def write_line(row):
    """Returns a row as a line, without its end."""
    members = row._asdict()
    for column in ("schema_version", "revision"):
        members[column] = None if members[column] is None else Number(members[column])
    for column in ("created_at", "updated_at"):
        members[column] = None if members[column] is None else _instant(members[column])
    sha256 = members.pop("payload_sha256")
    if sha256 is not None:
        members["payload_sha256"] = f"\\x{sha256.hex()}"
    # A payload may have the maximum nesting by itself.
    for column in ("metadata", "payload"):
        rewrite(members[column])
        members[column] = Number(members[column])
    return write(members)


def read_line(line):
    """Reads a row from a line."""
    members = parse(line)
    sha256 = members.setdefault("payload_sha256", None)
    if set(members) != set(COLUMNS) or not isinstance(members["metadata"], dict):
        raise Rejected("a missing or an unknown member, or metadata that aren't an object")
    for column in ("schema_version", "revision"):
        members[column] = None if members[column] is None else int(members[column])
    for column in ("created_at", "updated_at"):
        members[column] = None if members[column] is None else _microseconds(members[column])
    for column in ("metadata", "payload"):
        members[column] = write(members[column])
    if sha256 is not None:
        if not re.fullmatch(r"\\x[0-9a-f]{64}", sha256):
            raise Rejected("not a digest")
        members["payload_sha256"] = bytes.fromhex(sha256[2:])
    return Row(**members)


def _instant(microseconds):
    utc = microseconds * 1_000 + instants.EPOCH_DAYS * instants.DAY
    text = instants.plain_text(utc) + "+00:00"
    return f"0001{text[4:]} BC" if text.startswith("0000") else text


def _microseconds(text):
    date, time, sign, offset = re.fullmatch(r"([^T]*)T(.*)([+-])(\d\d:\d\d(?::\d\d)?)(?: BC)?", text).groups()
    if text.endswith(" BC"):
        date = f"{1 - int(date[:4]):04}{date[4:]}"
    hours, minutes, seconds = (int(part) for part in (offset + ":00").split(":")[:3])
    away = (hours * 3600 + minutes * 60 + seconds) * instants.NANOSECONDS
    utc = instants.plain(f"{date}T{time}") + (away if sign == "-" else -away)
    return instants.microseconds((utc, 0))


