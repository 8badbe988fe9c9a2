#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Files that a stranger tampered with: each verb ends by itself, in bounded time and memory, and says
what is wrong or does its work."""
import contextlib
import os
import resource
import shutil
import sqlite3
import subprocess

from galleyctl_test import PROGRAM, run

MEMORY = 600 * 1024 * 1024
TAMPERINGS = [
    "UPDATE place SET latitude = 9e999, longitude = -9e999",
    "UPDATE place SET latitude = 1e308",
    "UPDATE setting SET value = '../../../../etc/passwd' WHERE key = 'zone'",
    "UPDATE setting SET value = '99999999999999999999' WHERE key IN ('posts-per-page', 'latest-stories')",
    "UPDATE setting SET value = '-5' WHERE key IN ('posts-per-page', 'latest-stories')",
    "UPDATE setting SET value = replace(printf('%.*c', 100000, 'x'), 'x', ':slug/') WHERE key = 'permalink'",
    "UPDATE setting SET value = replace(printf('%.*c', 100000, 'x'), 'x', '[[') WHERE key = 'theme-options'",
    "UPDATE setting SET value = '../../../../../etc' WHERE key = 'theme'",
    "UPDATE tag SET name = printf('%.*c', 15000000, 'x') WHERE id = 1",
    "UPDATE revision SET title = printf('%.*c', 15000000, 'x')",
    "UPDATE revision SET slug = '../../../etc/x'",
    "UPDATE revision SET date = '99999-99-99', instant = 9223372036854775807",
    "UPDATE revision SET date = '', instant = -9223372036854775808",
    "UPDATE revision SET part = 4294967295, series = 1",
    "UPDATE post SET status = 'bogus', kind = 'odd'",
    "UPDATE post SET published = NULL",
    "UPDATE post SET working = 99999 WHERE id = 1",
    "UPDATE comment SET parent = 2 WHERE id = 1; UPDATE comment SET parent = 1 WHERE id = 2",
    "UPDATE comment SET parent = id, status = 'approved'",
    "UPDATE comment SET status = 'approved', kind = 'odd', date = 'never', instant = 9223372036854775807",
    "UPDATE media SET width = -5, height = 4294967295, orientation = 99, type = 'image/png'",
    "UPDATE media SET name = '../../x', size = -1, digest = ''",
    "UPDATE media_data SET data = x''",
    "UPDATE series SET slug = '..', title = CAST(x'ff' AS TEXT)",
    "INSERT OR REPLACE INTO former_path (path, post) VALUES ('../../../x', 1), ('/etc/passwd', 1), ('', 2)",
    "UPDATE body SET text = CAST(x'00ff00' AS TEXT)",
    "DELETE FROM body",
    "UPDATE change SET number = 9223372036854775807 WHERE what = 'site'",
]
VERBS = [["posts", "--json"], ["posts", "--search", "diary"], ["comments", "--json"], ["proof", "--json"],
         ["verify"], ["export", "out"], ["extract", "texts"]]


def limit():
    if "ASAN_OPTIONS" in os.environ:  # its shadow is larger than any limit
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def test_each_verb_over_each_tampered_file(folder):
    whole = folder.sample()
    for number, sql in enumerate(TAMPERINGS):
        site = folder / f"tampered-{number}.galley"
        shutil.copyfile(whole, site)
        with contextlib.closing(sqlite3.connect(site)) as database, database:
            database.executescript(f"PRAGMA ignore_check_constraints = 1; PRAGMA foreign_keys = 0; {sql};")
        for verb, *more in VERBS:
            arguments = [site] + [folder / f"{name}-{number}" if name in ("out", "texts") else name
                                  for name in more]
            done = subprocess.run([PROGRAM, verb, *map(str, arguments)], capture_output=True, timeout=30,
                                  check=False, preexec_fn=limit)
            assert done.returncode in (0, 1, 2), (sql, verb, done.returncode, done.stderr[-300:])
            assert done.returncode != 2 or done.stderr.startswith(f"galleyctl: {verb}: ".encode()), \
                (sql, verb, done.stderr[-300:])
            assert b"CRITICAL" not in done.stderr, (sql, verb, done.stderr[-300:])
        assert not (folder.path.parent / "x").exists() and not (folder / "x").exists()
        for name in ("out", "texts"):
            shutil.rmtree(folder / f"{name}-{number}", ignore_errors=True)


if __name__ == "__main__":
    os.umask(0o022)
    run([value for name, value in list(globals().items()) if name.startswith("test_")])
