# SPDX-License-Identifier: GPL-3.0-or-later
"""A thousand comments that mean harm: the OWASP list in every field, and whose they are."""
import contextlib
import json
import pathlib
import sqlite3

FIXTURE = pathlib.Path(__file__).parent.parent / "fixtures/markdown/owasp-filter-evasion.json"
THEMES = ("dispatch", "plain")
FIELDS = ("name", "place", "url", "body", "id", "email")
COUNT = 1000
# What must not leave the project: in no address that is shown, in none that is a link.
DOMAIN = "reader-mail.invalid"
ADDRESSES = ("203.0.113.", "2001:db8:77:")


def payloads():
    return [entry["payload"] for entry in json.loads(FIXTURE.read_text(encoding="utf-8"))]


def dress(number, payload):
    """A payload as it is, and where it would close or open what stands around it."""
    return (payload, f'"> {payload} <a href="', f"' {payload}", f"</article></section>{payload}",
            f"[a](<{payload}>) ![b](<{payload}>) <{payload}>", f"`{payload}`\n\n{payload}")[number % 6]


def comment(number, payload, slugs):
    """Every field is the payload's in turn, and in every seventh comment all are."""
    given = {
        "id": f"h{number}", "post": slugs[number % len(slugs)], "name": f"Reader {number}",
        "place": "Maryland, USA", "email": f"secret{number}@{DOMAIN}", "body": f"Comment {number}",
        "url": f"https://example.org/{number}", "date": f"2011-04-{number % 28 + 1:02}T10:00:00Z",
        "kind": "question" if number % 5 == 0 else "comment",
        # Form services tell these too.
        "ip": f"203.0.113.{number % 250}", "remote_addr": f"2001:db8:77:{number:x}::1",
    }
    hostile = dress(number, payload)
    for place, field in enumerate(FIELDS):
        if number % 7 in (place, 6):
            given[field] = f"{hostile} {number}" if field == "id" else hostile
    if number % 3 == 0 and number > 9:
        given["parent"] = f"h{number - 9}"
    return given


def site(call, folder, show_urls=True):
    """Makes the sample site with all of them approved; returns how many there are."""
    listed = payloads()
    call("new", folder / "t.galley", "--sample")
    slugs = [post["slug"] for post in call("posts", folder / "t.galley", "--json").json]
    lines = [json.dumps(comment(number, listed[number % len(listed)], slugs))
             for number in range(COUNT)]
    (folder / "hostile.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    report = call("import", folder / "t.galley", folder / "hostile.jsonl", "--json").json
    call("review", folder / "t.galley", "approve", "--all-pending")
    settings(folder / "t.galley", "show-comment-urls", "yes" if show_urls else "no")
    return report["comments"]


def settings(project, key, value):
    with contextlib.closing(sqlite3.connect(project)) as database, database:
        database.execute("UPDATE setting SET value = ? WHERE key = ?", (value, key))


# Columns that hold what came with a comment and is nobody's business.
PLANTED = {"comment": ("source_id", "email", "original"), "comment_history": ("detail",),
           "rule": ("name", "value"), "event": ("detail",)}


def plant(project):
    """Puts an IP address wherever a project may keep one of a reader's; returns into how many."""
    planted = 0
    with contextlib.closing(sqlite3.connect(project)) as database, database:
        database.execute("INSERT INTO event (instant, who, action, detail) VALUES (1, 'x', 'y', 'z')")
        database.execute("INSERT INTO rule (position, name, kind, value, number, enabled, fired)"
                         " VALUES (0, 'x', 'hold-words', 'y', 0, 0, 0)")
        for table, columns in PLANTED.items():
            for column in columns:
                done = database.execute(
                    f"UPDATE {table} SET {column} = {column} || '@[203.0.113.' || (rowid % 250)"
                    f" || '] 2001:db8:77:' || rowid || '::1'")
                assert done.rowcount > 0, (table, column)
                planted += done.rowcount
    return planted


def publish_planted(project):
    """Puts one where every reader sees it."""
    with contextlib.closing(sqlite3.connect(project)) as database, database:
        database.execute("UPDATE comment SET body = 'I am at 203.0.113.7' WHERE id ="
                         " (SELECT max(id) FROM comment WHERE status = 'approved')")


def export(call, folder):
    """The site in every theme; returns the folders."""
    out = []
    for theme in THEMES:
        settings(folder / "t.galley", "theme", theme)
        call("export", folder / "t.galley", folder / theme)
        out.append(folder / theme)
    return out
