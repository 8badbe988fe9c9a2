# SPDX-License-Identifier: GPL-3.0-or-later
"""usage: schema-digest.py OUT.h STEP.sql...

Writes the SHA-256 of the schema that the steps make, as galley-schema.c takes it of a file. Where
Python's SQLite makes another schema, or none, a file is compared with the schema word for word.
"""
import hashlib
import pathlib
import sqlite3
import sys

output, *steps = sys.argv[1:]
try:
    memory = sqlite3.connect(":memory:")
    for step in steps:
        memory.executescript(pathlib.Path(step).read_text(encoding="utf-8"))
    digest = hashlib.sha256()
    for row in memory.execute(
        "SELECT type || ' ' || name, tbl_name || char(10) || coalesce(sql, '') FROM sqlite_schema ORDER BY 1"
    ):
        for text in row:
            digest.update(f"{len(text.encode())}:".encode() + text.encode())
    text = digest.hexdigest()
except sqlite3.Error as error:
    print(f"schema-digest.py: no digest: {error}", file=sys.stderr)
    text = ""
pathlib.Path(output).write_text(f'#define GALLEY_SCHEMA_DIGEST "{text}"\n', encoding="utf-8")
