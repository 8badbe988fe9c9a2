#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What readers send is published without who they are."""
import html
import json
import re
import urllib.parse

import hostile
from galleyctl_test import call, run


def forms_of(data):
    """The bytes, and what stands behind escapes of HTML and of addresses."""
    text = data.decode("utf-8", "replace")
    return (text, html.unescape(text), urllib.parse.unquote(text),
            urllib.parse.unquote(html.unescape(text)))


def leaks(data):
    return [word for word in (hostile.DOMAIN, *hostile.ADDRESSES)
            if any(word in form.lower() for form in forms_of(data))]


def test_no_address_of_a_reader_is_in_an_exported_byte(folder):
    counts = hostile.site(call, folder)
    assert counts["added"] == hostile.COUNT, counts
    exported = 0
    for site in hostile.export(call, folder):
        pages = feeds = 0
        for path in site.rglob("*"):
            if path.is_file():
                data = path.read_bytes()
                assert not leaks(data), f"{path.relative_to(folder.path)}: {leaks(data)}"
                pages += path.suffix == ".html"
                feeds += path.suffix == ".xml"
                exported += len(re.findall(rb"<article class=\"comment", data))
            assert not leaks(str(path.relative_to(folder.path)).encode())
        assert pages > 10 and feeds > 2
    assert exported >= 2 * hostile.COUNT, exported


def test_the_addresses_are_kept_in_the_project_or_nothing_was_shown(folder):
    hostile.site(call, folder)
    emails = [comment.get("email", "") for comment in folder.comments("--status", "approved")]
    assert sum(hostile.DOMAIN in email for email in emails) > hostile.COUNT / 2
    assert leaks(f"x@{hostile.DOMAIN}".encode()) and leaks(b"x&#64;reader-mail&#46;invalid")
    assert leaks(b"203%2E0%2E113%2E7")


MAIL = """Received: from reader.invalid ([203.0.113.9]) by mx.example.org with ESMTP
X-Originating-IP: [2001:db8:77:9::1]
From: Reader <reader@[203.0.113.9]>
Date: Tue, 13 Oct 2009 09:30:00 +0400
Message-ID: <9@203.0.113.9>
Subject: A Roadshow About Jobs

A mail of mine.
"""


def leaking_files(call, folder):
    return [path for site in hostile.export(call, folder) for path in site.rglob("*")
            if path.is_file() and leaks(path.read_bytes())]


def test_no_ip_address_that_the_project_holds_is_in_an_exported_byte(folder):
    hostile.site(call, folder)
    folder.write("mail.eml", MAIL)
    call("import", folder / "t.galley", folder / "mail.eml")
    assert hostile.plant(folder / "t.galley") > 3 * hostile.COUNT
    call("review", folder / "t.galley", "approve", "--all-pending")
    assert not leaking_files(call, folder)
    page = next(path for path in (folder / "plain").rglob("*.html")
                if b"A mail of mine." in path.read_bytes())
    assert not leaks(page.read_bytes())
    hostile.publish_planted(folder / "t.galley")
    assert leaking_files(call, folder), "the search finds nothing where there is something"


def test_what_is_here_already_is_told(folder):
    folder.sample()
    folder.write("mail.eml", MAIL)
    folder.write("two.jsonl", json.dumps({"id": 1, "body": "One.", "colour": "red"}) + "\n"
                 + json.dumps({"id": 2, "body": "Two.", "colour": "blue", "name": "n" * 300}))
    for again in (False, True):
        mail = call("import", folder.site, folder / "mail.eml", "--json").json
        lines = call("import", folder.site, folder / "two.jsonl", "--json").json
        told = "\n".join(mail["warnings"] + lines["warnings"])
        assert ("“A Roadshow About Jobs” is here already" in told) == again, told
        assert ("2 comments are here already" in told) == again, told
        assert told.count("“colour” means nothing here") == 1, told
        assert "line 2: its name is longer than 200 characters" in told, told
        assert mail["comments"]["skipped"] == again and lines["comments"]["skipped"] == 2 * again


def test_ids_that_begin_alike_for_long_are_two(folder):
    folder.sample()
    lines = [{"id": "x" * 500 + end, "post": "a-roadshow-about-jobs", "name": end, "body": end,
              "parent": parent} for end, parent in (("a", ""), ("b", "x" * 500 + "a"))]
    folder.write("in.jsonl", "\n".join(map(json.dumps, lines)))
    for added in (2, 0):
        report = call("import", folder.site, folder / "in.jsonl", "--json").json
        assert report["comments"]["added"] == added, report
    found = {comment["body"]: comment for comment in folder.comments("--status", "pending")}
    assert found["b"]["parent_id"] == found["a"]["id"]


run([value for name, value in list(globals().items()) if name.startswith("test_")])
