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
