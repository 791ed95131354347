"""The rows that the quick start wrote open. The argument is its database file."""

import sqlite3
import sys
import unittest

import keys
import rows
import values
from canonical import Rejected

TEXT, U64, INSTANT, option, sequence = values.TEXT, values.U64, values.INSTANT, values.option, values.sequence
STATUS = values.choice(pending_verification=None, active=None, suspended=None, closed=None)
CONTACT = values.choice(email=values.structure(address=TEXT, verified=values.BOOL))
ACTOR = values.tagged("kind", account=values.structure(id=U64, name=TEXT))
CHANGE_SIZE = values.structure(files=U64, insertions=U64, deletions=U64)
CHANGE = values.structure(field=TEXT, before=option(TEXT), after=option(TEXT))


def text(name):
    """Returns a function from a value to the component of its text field."""
    return lambda of: keys.TEXT.write(of[name])


def components(*parts):
    """Returns a function from a value to its components."""
    return lambda of: [part(of) for part in parts]


RECORDS = [
    rows.Record(
        "account",
        values.structure(
            tenant_id=TEXT, id=U64, email=TEXT, display_name=option(TEXT), status=STATUS, contacts=sequence(CONTACT),
            created_at=INSTANT, updated_at=option(INSTANT), revision=U64, balance=values.I128,
            labels=values.mapping(str, str, TEXT),
        ),
        scope=components(text("tenant_id")),
        key=components(lambda of: keys.U64.write(of["id"])),
        revision=lambda of: of["revision"],
        created_at=lambda of: of["created_at"],
        updated_at=lambda of: of["updated_at"],
        metadata=lambda of: {"email": of["email"], "state": STATUS.write(of["status"])},
    ),
    rows.Record(
        "external_identity",
        values.structure(tenant_id=TEXT, provider=TEXT, subject=TEXT, account_id=U64, linked_at=INSTANT, claims=values.ANY),
        scope=components(text("tenant_id"), text("provider")),
        key=components(text("subject")),
        created_at=lambda of: of["linked_at"],
        metadata=lambda of: {"account_id": U64.write(of["account_id"])},
    ),
    rows.Record(
        "audit_event",
        values.structure(
            tenant_id=TEXT, stream=TEXT, id=TEXT, actor=ACTOR, action=TEXT, subject=TEXT, occurred_at=INSTANT,
            recorded_at=INSTANT, address=option(values.ADDRESS), parents=sequence(TEXT), size=option(CHANGE_SIZE),
            changes=sequence(CHANGE),
        ),
        scope=components(text("tenant_id")),
        key=components(text("stream"), text("id")),
        created_at=lambda of: of["occurred_at"],
        metadata=lambda of: {"action": of["action"], "actor": ACTOR.write(of["actor"])},
    ),
]


class QuickStart(unittest.TestCase):
    """The rows of three record types."""

    def test_every_row_opens_and_is_written_again(self):
        with sqlite3.connect(DATABASE) as database:
            found = [rows.Row(*row) for row in database.execute(f"SELECT {', '.join(rows.COLUMNS)} FROM record")]
        opened = 0
        for row in found:
            for record in RECORDS:
                if record.record_type != row.record_type:
                    continue
                value = record.open(row)
                self.assertEqual(record.seal(value), row)
                opened += 1
                # A row of another record's payload is rejected.
                with self.assertRaises(Rejected):
                    record.open(row._replace(payload=row.payload.replace("{", '{"other": 1, ', 1)))
            self.assertEqual(rows.read_line(rows.write_line(row)), row)
        self.assertGreater(opened, 30)
        self.assertGreater(len(found), opened)


if __name__ == "__main__":
    DATABASE = sys.argv.pop(1)
    unittest.main()
