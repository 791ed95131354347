"""Reads lines of rows with the generated models, and checks that nothing is lost: `python3 read.py rows.ndjson`"""

import json
import sys
from pathlib import Path

from rows import Row


def without_unset(model):
    """Returns the JSON of a row as Python's values. Members that the line doesn't have are left out."""
    return json.loads(model.model_dump_json(by_alias=True, exclude_unset=True))


lines = Path(sys.argv[1]).read_text().splitlines()
large = 0
for number, line in enumerate(lines, 1):
    original = json.loads(line)
    row = Row.model_validate_json(line)
    if without_unset(row) != original:
        sys.exit(f"line {number} has lost something")
    if row.root.record_type == "account":
        large += row.root.payload.id > 2**53
if not large:
    sys.exit("no account has an identifier over 2^53, so nothing was shown")
print(f"Python: {len(lines)} rows are equal")
