#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Imports, from the texts of other programs to the posts and comments in the project."""
import contextlib
import json
import os
import sqlite3
import struct
import zlib

from galleyctl_test import call, run


def picture(width, height):
    """A PNG of one colour."""
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress((b"\0" + b"\x80" * 3 * width) * height))
            + chunk(b"IEND", b""))


def body_of(folder, slug):
    call("extract", folder.site, folder / "look")
    text = next((folder / "look").rglob(f"*{slug}.md")).read_text(encoding="utf-8")
    return text.split("---\n\n", 1)[1]


def test_front_matter_becomes_a_post(folder):
    folder.empty()
    folder.write("in/a.md", "---\ntitle: '&#34;Espa&ntilde;ol&#34;'\ndate: 2024-03-21 14:00:00 -0500\n"
                 "authors:\n  - amanda-dean\n  - name: Jo March\ntopics: [design, Design, web]\n"
                 "categories: one, two three\nslug: hola\nsummary: Short.\nseries: S, the first\n"
                 "---\nText\n")
    report = call("import", folder.site, folder / "in", "--json").json
    assert report["posts"] == {"found": 1, "added": 1, "updated": 0, "skipped": 0}
    assert set(report) == {"posts", "pages", "comments", "media", "warnings"}
    post = folder.posts()[0]
    assert post["title"] == '"Español"'
    assert post["date"] == "2024-03-21T14:00:00-05:00"
    assert post["byline"] == "Amanda Dean, Jo March"
    assert post["tags"] == ["design", "web", "one", "two three"]
    assert (post["slug"], post["status"], post["kind"]) == ("hola", "published", "post")
    assert post["series"] == "S, the first"


def test_a_post_that_announces_another_place_links_to_it(folder):
    folder.empty()
    folder.write("in/a.md", "---\ntitle: A\ndate: 2020-01-01\nsummary: What it says.\n"
                 "source_url: https://18f.gsa.gov/x/\n---\n\n")
    call("import", folder.site, folder / "in")
    assert body_of(folder, "a") == "What it says.\n"
    call("export", folder.site, folder / "out")
    page = (folder / "out/2020/01/a/index.html").read_text()
    assert '<a href="https://18f.gsa.gov/x/">18f.gsa.gov</a>' in page


def test_every_front_matter_is_read(folder):
    folder.empty()
    folder.write("in/_posts/2020-01-02-jekyll-way.md", "---\nlayout: post\ntags: a b\n---\n# Jekyll\n\nx\n")
    folder.write("in/content/toml.md", '+++\ntitle = "T"\ndate = 2020-01-03T10:00:00+02:00\n'
                 '[taxonomies]\ntags = ["x"]\n+++\nx\n')
    folder.write("in/json.md", '{"title": "J", "date": "2020-02-03", "draft": true}\n\nx\n')
    folder.write("in/about.md", "---\ntitle: About\n---\nx\n")
    folder.write("in/notes.md", "plain\n")
    call("import", folder.site, folder / "in")
    posts = {post["title"]: post for post in folder.posts()}
    assert set(posts) == {"Jekyll", "T", "J", "About", "Notes"}
    assert posts["Jekyll"]["slug"] == "jekyll-way" and posts["Jekyll"]["tags"] == ["a", "b"]
    assert posts["Jekyll"]["date"].startswith("2020-01-02")
    assert posts["T"]["tags"] == ["x"]
    assert posts["J"]["status"] == "draft"
    assert posts["About"]["kind"] == "page" and posts["About"]["status"] == "published"
    assert posts["Notes"]["status"] == "draft"


def test_a_post_of_the_future_is_scheduled(folder):
    folder.empty()
    folder.write("in/a.md", "---\ntitle: A\ndate: 2999-01-01\n---\nx\n")
    call("import", folder.site, folder / "in")
    assert folder.posts()[0]["status"] == "scheduled"


def test_the_same_again_adds_nothing(folder):
    folder.sample()
    folder.write("in/a.md", "---\ntitle: A\ndate: 2020-01-01\n---\none\n")
    folder.write("in/b.md", "---\ntitle: B\ndate: 2020-01-01\n---\ntwo\n")
    call("import", folder.site, folder / "in")
    before = folder.posts()
    report = call("import", folder.site, folder / "in", "--json").json
    assert report["posts"] == {"found": 2, "added": 0, "updated": 0, "skipped": 2}
    (folder / "in").rename(folder / "moved")
    report = call("import", folder.site, folder / "moved", folder / "moved/a.md", "--json").json
    assert report["posts"] == {"found": 3, "added": 0, "updated": 0, "skipped": 3}
    assert folder.posts() == before


def test_a_changed_text_changes_its_post(folder):
    folder.empty()
    folder.write("in/a.md", "---\ntitle: A\ndate: 2020-01-01\n---\none\n")
    call("import", folder.site, folder / "in")
    old = folder.posts()[0]
    folder.write("in/a.md", "---\ntitle: A better\ndate: 2020-01-01\n---\ntwo\n")
    report = call("import", folder.site, folder / "in", "--json").json
    assert report["posts"] == {"found": 1, "added": 0, "updated": 1, "skipped": 0}
    new = folder.posts()[0]
    assert (new["id"], new["title"], new["has_changes"]) == (old["id"], "A better", False)
    assert body_of(folder, new["slug"]) == "two\n"


def test_a_dry_run_tells_and_changes_nothing(folder):
    folder.empty()
    folder.write("in/a.md", "---\ntitle: A\ndate: 2020-01-01\n---\nx\n")
    report = call("import", folder.site, folder / "in", "--dry-run", "--json").json
    assert report["posts"]["added"] == 1
    assert folder.posts() == []


def test_one_bad_text_does_not_stop_the_rest(folder):
    folder.empty()
    folder.write("in/bad.md", "---\ntitle: \"x\n---\ny\n")
    folder.write("in/good.md", "---\ntitle: Good\ndate: 2020-01-01\n---\nx\n")
    folder.write("in/bytes.md", b"---\ntitle: Bytes\ndate: 2020-01-01\n---\n\xff\xfe\0x\n")
    report = call("import", folder.site, folder / "in", "--json").json
    assert report["posts"] == {"found": 3, "added": 2, "updated": 0, "skipped": 1}
    assert any("bad.md" in text and "line 3" in text for text in report["warnings"]), report
    assert any("bytes.md" in text for text in report["warnings"])
    call("import", folder.site, folder / "in/bad.md", expect=2)


def test_pictures_and_links_come_along(folder):
    folder.empty()
    folder.write("in/static/img/a.png", picture(3, 2))
    folder.write("in/posts/one/index.md", "---\ntitle: One\ndate: 2020-01-01\nimage: b.png\n---\n"
                 "![a](/img/a.png) ![b](b.png) [two](../two.md#x) `![a](/img/a.png)`\n")
    folder.write("in/posts/one/b.png", picture(5, 5))
    folder.write("in/posts/two.md", "---\ntitle: Two\ndate: 2020-01-02\n---\n"
                 "[one]({{< ref \"one/index.md\" >}}) ![gone](gone.png)\n")
    report = call("import", folder.site, folder / "in", "--json").json
    assert report["media"] == {"found": 2, "added": 2, "updated": 0, "skipped": 0}
    assert len(report["warnings"]) == 1 and "gone.png" in report["warnings"][0]
    one, two = sorted(folder.posts(), key=lambda post: post["title"])
    assert body_of(folder, "one") == ("![a](../media/a.png) ![b](../media/b.png) "
                                      "[two](../posts/2020-01-02-two.md#x) `![a](/img/a.png)`\n")
    call("export", folder.site, folder / "out")
    assert f"/{two['slug']}/" in (folder / f"out/2020/01/{one['slug']}/index.html").read_text()
    assert (folder / "look/media/a.png").read_bytes() == picture(3, 2)
    found = call("proof", folder.site, "--json", expect=1).json["findings"]
    assert [finding["text"] for finding in found if finding["severity"] == "must"] == ["gone.png"]


def test_nothing_outside_the_folder_is_read(folder):
    folder.empty()
    folder.write("secret.png", picture(1, 1))
    folder.write("secret.md", "---\ntitle: Secret\ndate: 2020-01-01\n---\nx\n")
    folder.write("in/a.md", "---\ntitle: A\ndate: 2020-01-01\n---\n![x](../secret.png) ![y](link.png)"
                 f" ![z]({folder / 'secret.png'})\n")
    (folder / "in/link.png").symlink_to(folder / "secret.png")
    (folder / "in/link.md").symlink_to(folder / "secret.md")
    (folder / "in/loop").symlink_to(folder / "in")
    (folder / "in/.hidden.md").write_text("x")
    report = call("import", folder.site, folder / "in", "--json").json
    assert report["posts"]["found"] == 1 and report["media"]["found"] == 0


def test_what_is_in_no_format_says_so(folder):
    folder.empty()
    source = folder.write("x.xml", "<?xml version='1.0'?><rss/>")
    for name in ["wxr", "isso"]:
        call("import", folder.site, source, "--format", name, expect=2)
    call("import", folder.site, source, expect=2)
    call("import", folder.site, source, "--format", "odd", expect=2)
    (folder / "nothing").mkdir()
    call("import", folder.site, folder / "nothing", expect=2)


def lines(*comments):
    return "".join(json.dumps(comment) + "\n" for comment in comments)


def test_comments_wait_for_review(folder):
    site = folder.sample()
    source = folder.write("c.jsonl", lines(
        {"id": "1", "post": "a-roadshow-about-jobs", "name": "Zoë", "place": "Oslo, Norway",
         "email": "z@example.org", "date": "2020-01-02T03:04:05+01:00", "body": "Hé", "parent": "2",
         "status": "approved", "kind": "question"},
        {"id": "2", "post": "/2011/03/a-roadshow-about-jobs/", "name": "B", "body": "first",
         "status": "spam"},
        {"body": "only a body"}))
    report = call("import", site, source, "--json").json
    assert report["comments"] == {"found": 3, "added": 3, "updated": 0, "skipped": 0}
    new = {one["body"]: one for one in folder.comments("--status", "all")}
    assert new["Hé"]["status"] == "pending" and new["first"]["status"] == "spam"
    assert new["Hé"]["parent_id"] == new["first"]["id"]
    assert new["Hé"]["kind"] == "question" and new["Hé"]["place"] == "Oslo, Norway"
    assert new["Hé"]["date"] == "2020-01-02T03:04:05+01:00"
    assert new["only a body"]["post_id"] == 0 and new["only a body"]["status"] == "pending"
    report = call("import", site, source, "--json").json
    assert report["comments"] == {"found": 3, "added": 0, "updated": 0, "skipped": 3}


def test_bad_comments_are_told_with_their_line(folder):
    site = folder.sample()
    source = folder.write("c.jsonl", b"{not json\n" + b"[" * 50000 + b"\n" + b'{"name": "x"}\n'
                          b'{"id": "self", "parent": "self", "body": "me", "date": "someday"}\n'
                          b'{"id": "p", "parent": "q", "body": "p"}\n'
                          b'{"id": "q", "parent": "p", "body": "q"}\n'
                          b'{"id": "n", "parent": "never", "body": "\xff\xfe"}\n'
                          b'{"id": 7, "body": "number", "name": {"a": 1}}\n')
    report = call("import", site, source, "--json").json
    assert report["comments"] == {"found": 8, "added": 5, "updated": 0, "skipped": 3}
    for line in [1, 2, 3, 4, 7]:
        assert any(f"c.jsonl: line {line}:" in text for text in report["warnings"]), line
    new = {one["source_id"]: one for one in folder.comments("--status", "all")}
    assert new["self"]["parent_id"] == 0
    assert 0 in (new["p"]["parent_id"], new["q"]["parent_id"])
    assert new["7"]["body"] == "number"


def test_comments_come_as_csv_too(folder):
    site = folder.sample()
    source = folder.write("c.csv", "Submitted at;Your name;E-mail;Message;Page;Location\r\n"
                          '"3 March 2011 9:30 pm";Ann;a@example.org;"Two\r\nlines; ""q""";'
                          "https://example.org/2011/03/a-roadshow-about-jobs/;Rome, Italy\r\n")
    report = call("import", site, source, "--json").json
    assert report["comments"]["added"] == 1, report
    comment = folder.comments("--search", "lines")[0]
    assert (comment["name"], comment["place"]) == ("Ann", "Rome, Italy")
    assert comment["body"] == 'Two\nlines; "q"'
    assert comment["date"] == "2011-03-03T21:30:00+03:00"
    assert comment["post"] == "A Roadshow About Jobs"


def test_a_post_in_the_trash_stays_there(folder):
    folder.empty()
    folder.write("in/a.md", "---\ntitle: A\ndate: 2020-01-01\n---\none\n")
    folder.write("in/b.md", "---\ntitle: B\ndate: 2020-01-01\n---\ntwo\n")
    call("import", folder.site, folder / "in")
    with contextlib.closing(sqlite3.connect(folder.site)) as database, database:
        database.execute("UPDATE post SET status_before_trash = status, status = 'trash'")
    folder.write("in/a.md", "---\ntitle: A\ndate: 2020-01-01\n---\nbetter\n")
    report = call("import", folder.site, folder / "in", "--json").json
    assert report["posts"] == {"found": 2, "added": 0, "updated": 1, "skipped": 1}
    assert report["warnings"] == ["a.md: its post is in the trash and stays there (and 1 more: b.md)"]
    assert folder.posts() == []
    assert {post["status"] for post in folder.posts("--status", "trash")} == {"trash"}
    assert body_of(folder, "a") == "better\n"


def test_an_old_address_leads_to_the_post(folder):
    folder.empty()
    folder.write("in/a.md", "---\ntitle: A\ndate: 2020-01-01\naliases: [/2019/05/former-name/]\n---\nx\n")
    call("import", folder.site, folder / "in")
    call("unpublish-post", folder.site, "former-name")
    assert folder.posts()[0]["status"] == "draft"


if __name__ == "__main__":
    os.umask(0o022)
    run([value for name, value in list(globals().items()) if name.startswith("test_")])
