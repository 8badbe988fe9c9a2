#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Moving in from other systems: their exports, from the file to the posts and comments."""
import contextlib
import json
import os
import pathlib
import shutil
import sqlite3

from galleyctl_test import call, run

WORDPRESS = pathlib.Path(__file__).parent.parent / "fixtures/wordpress"


def anew(folder):
    folder.site.unlink()
    folder.empty()


def posts_by_title(folder):
    listed = {}
    for status in ["published", "scheduled", "draft", "trash"]:
        for post in folder.posts("--status", status):
            listed[post["title"]] = post
    return listed


def comments(folder):
    return call("comments", folder.site, "--status", "all", "--json").json


def text_of(folder, slug):
    shutil.rmtree(folder / "look", ignore_errors=True)
    call("extract", folder.site, folder / "look")
    return next((folder / "look").rglob(f"*{slug}.md")).read_text(encoding="utf-8")


def blog(folder):
    """A post at an address that other systems' comments name."""
    folder.empty()
    folder.write("in/a.md", "---\ntitle: Harbour\ndate: 2015-01-09\nslug: harbour\n"
                 "aliases: [/archive/harbour.html]\n---\nText\n")
    call("import", folder.site, folder / "in")


def test_wordpress_comes_whole(folder):
    folder.empty()
    report = call("import", folder.site, WORDPRESS / "export.xml", "--json").json
    assert report["posts"] == {"found": 9, "added": 9, "updated": 0, "skipped": 0}, report
    assert report["pages"] == {"found": 1, "added": 1, "updated": 0, "skipped": 0}
    assert report["comments"] == {"found": 4, "added": 4, "updated": 0, "skipped": 0}
    assert report["media"] == {"found": 2, "added": 2, "updated": 0, "skipped": 0}
    warnings = "\n".join(report["warnings"])
    for told in ["“Waiting” is “pending”", "“Secret” is “private”", "“Locked” asks for a password",
                 "“No date” has no date", "1 of kind “portfolio”", "categories are tags",
                 "1 pingbacks", "1 pictures and files are not at hand", "“[mystery]”"]:
        assert told in warnings, (told, warnings)
    post = posts_by_title(folder)["Harbour & sea"]
    assert post["status"] == "published" and post["slug"] == "harbour-sea"
    assert post["date"] == "2015-01-09T10:30:00+01:00" and post["byline"] == "Anna of the Sea"
    assert post["tags"] == ["Travel", "Sea & side"]
    # Twice is once, and a changed text is the same post.
    report = call("import", folder.site, WORDPRESS / "export.xml", "--json").json
    assert report["posts"] == {"found": 9, "added": 0, "updated": 0, "skipped": 9}
    assert report["comments"]["added"] == 0
    assert [w for w in report["warnings"] if "pending" in w] == []


def test_wordpress_statuses_are_never_widened(folder):
    folder.empty()
    call("import", folder.site, WORDPRESS / "export.xml")
    by_title = posts_by_title(folder)
    assert {title: post["status"] for title, post in by_title.items()} == {
        "Harbour & sea": "published", "Second": "published", "About": "published",
        "To come": "scheduled", "A draft": "draft", "Waiting": "draft", "Secret": "draft",
        "Locked": "draft", "No date": "draft", "Thrown away": "trash"}


def test_wordpress_texts_are_as_they_were_shown(folder):
    folder.empty()
    call("import", folder.site, WORDPRESS / "export.xml")
    text = text_of(folder, "harbour-sea")
    assert "First **paragraph**  \nwith a break.\n" in text
    assert "[the second](../posts/2015-07-12-second.md#part)" in text
    assert "[the page](../pages/about.md)" in text
    assert "<!--more-->" in text and "```\ncode\n  stays\n\nas it is\n```" in text
    assert "<figcaption><p>At night</p>" in text and "../media/boat.png" in text
    assert 'cover: "../media/harbour.png"' in text and 'excerpt: "A short word."' in text
    assert "\nhttps://video.example/watch?v=1\n" in text
    text = text_of(folder, "second")
    assert "## Part" in text and '![A boat](../media/boat.png "The boat")' in text
    assert "https://old.example/blog/wp-content/uploads/2015/01/gone.jpg" in text
    call("export", folder.site, folder / "out")
    lines = (folder / "out/_redirects").read_text().splitlines()
    assert "/2015/01/09/harbour-sea/ /2015/01/harbour-sea/ 301" in lines
    assert "/2015/01/12/second/ /2015/07/second/ 301" in lines


def test_wordpress_comments_keep_their_threads_and_wait(folder):
    folder.empty()
    call("import", folder.site, WORDPRESS / "export.xml")
    by_name = {comment["name"]: comment for comment in comments(folder)}
    assert {name: comment["status"] for name, comment in by_name.items()} == {
        "Reader": "pending", "Anna": "pending", "Waits": "pending", "Spammer": "spam"}
    assert {comment["post"] for comment in by_name.values()} == {"Harbour & sea"}
    assert by_name["Reader"]["body"] == "Lovely \\*stars\\* here.\n\nSecond **paragraph**."


def test_decisions_are_taken_over_where_the_author_says_so(folder):
    folder.empty()
    call("import", folder.site, WORDPRESS / "export.xml", "--trust")
    assert {comment["name"]: comment["status"] for comment in comments(folder)} == {
        "Reader": "approved", "Anna": "approved", "Waits": "pending", "Spammer": "spam"}
    call("export", folder.site, folder / "out")
    page = (folder / "out/2015/01/harbour-sea/index.html").read_text()
    assert "Thank you" in page and "Hold me" not in page and "reader@reader.example" not in page


def test_a_torn_or_hostile_export_does_no_harm(folder):
    whole = (WORDPRESS / "export.xml").read_text()
    folder.empty()
    torn = folder.write("torn.xml", whole[:whole.index("<wp:post_id>12<")])
    report = call("import", folder.site, torn, "--format", "wxr", "--json").json
    assert report["posts"]["added"] >= 2
    assert any("malformed XML" in warning and "line" in warning for warning in report["warnings"])
    anew(folder)
    bomb = whole.replace("?>", "?><!DOCTYPE rss [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'>]>", 1)
    said = call("import", folder.site, folder.write("bomb.xml", bomb), expect=2).complaint
    assert "a document type is not allowed" in said
    assert folder.posts() == []
    away = whole.replace("wp-content/uploads/2015/01/", "wp-content/uploads/../../../../../etc/")
    call("import", folder.site, folder.write("away.xml", away))
    assert "passwd" not in call("posts", folder.site, "--json").text


DISQUS = """<?xml version="1.0" encoding="utf-8"?>
<disqus xmlns="http://disqus.com" xmlns:dsq="http://disqus.com/disqus-internals">
<category dsq:id="1"><forum>diary</forum><title>General</title><isDefault>true</isDefault></category>
<thread dsq:id="100"><id>h1</id><forum>diary</forum><link>https://old.example/archive/harbour.html</link>
<title>Harbour</title><createdAt>2015-01-09T00:00:00Z</createdAt></thread>
<thread dsq:id="101"><id/><link>https://old.example/nowhere/</link><title>Gone</title></thread>
<post dsq:id="7"><id/><message><![CDATA[<p>Good &amp; <b>old</b></p>]]></message>
<createdAt>2015-02-01T10:00:00Z</createdAt><isDeleted>false</isDeleted><isSpam>false</isSpam>
<author><name>Olga</name><isAnonymous>false</isAnonymous><username>olga1</username></author>
<thread dsq:id="100"/></post>
<post dsq:id="8"><id/><message><![CDATA[<p>Indeed</p>]]></message><createdAt>2015-02-02T10:00:00Z</createdAt>
<isDeleted>false</isDeleted><isSpam>false</isSpam><author><name>Jan</name></author>
<thread dsq:id="100"/><parent dsq:id="7"/></post>
<post dsq:id="9"><id/><message><![CDATA[<p>Spam</p>]]></message><createdAt>2015-02-03T10:00:00Z</createdAt>
<isDeleted>false</isDeleted><isSpam>true</isSpam><author><name>S</name></author><thread dsq:id="100"/></post>
<post dsq:id="10"><id/><message><![CDATA[<p>Lost</p>]]></message><createdAt>2015-02-03T10:00:00Z</createdAt>
<isDeleted>false</isDeleted><isSpam>false</isSpam><author><name>L</name></author><thread dsq:id="101"/></post>
</disqus>
"""


def assert_moved(folder, source, bodies, *options):
    """What every service gives: the same thread of two, one that is not shown, one without a post."""
    report = call("import", folder.site, source, "--json", *options).json
    assert report["comments"] == {"found": 4, "added": 4, "updated": 0, "skipped": 0}, report
    by_name = {comment["name"]: comment for comment in comments(folder)}
    assert by_name["Olga"]["post"] == by_name["Jan"]["post"] == "Harbour", by_name
    assert by_name["Jan"]["parent_id"] == by_name["Olga"]["id"]
    assert by_name["L"]["post"] == "" or by_name["L"]["post"] is None
    assert by_name["Olga"]["status"] == "pending"
    assert by_name["Olga"]["body"] == bodies
    assert by_name["Olga"]["date"].startswith("2015-02-01T10:00:00")
    report = call("import", folder.site, source, "--json").json
    assert report["comments"]["added"] == 0
    return by_name


def test_disqus_comments_find_their_posts(folder):
    blog(folder)
    by_name = assert_moved(folder, folder.write("disqus.xml", DISQUS), "Good & **old**")
    assert by_name["S"]["status"] == "spam"


def test_isso_comments_find_their_posts(folder):
    blog(folder)
    path = folder / "comments.db"
    with contextlib.closing(sqlite3.connect(path)) as database, database:
        database.execute("CREATE TABLE threads (id INTEGER PRIMARY KEY, uri VARCHAR(256) UNIQUE,"
                         " title VARCHAR(256))")
        database.execute("CREATE TABLE comments (tid REFERENCES threads(id), id INTEGER PRIMARY KEY,"
                         " parent INTEGER, created FLOAT NOT NULL, modified FLOAT, mode INTEGER,"
                         " remote_addr VARCHAR, text VARCHAR, author VARCHAR, email VARCHAR,"
                         " website VARCHAR, likes INTEGER DEFAULT 0, dislikes INTEGER DEFAULT 0,"
                         " voters BLOB NOT NULL, notification INTEGER)")
        database.execute("INSERT INTO threads VALUES (1, '/archive/harbour.html', 'Harbour'),"
                         " (2, '/nowhere/', NULL)")
        row = "INSERT INTO comments VALUES (?, ?, ?, ?, NULL, ?, '127.0.0.1', ?, ?, NULL, NULL, 0, 0, x'', 0)"
        database.execute(row, (1, 1, None, 1422784800.5, 1, "Good & **old**", "Olga"))
        database.execute(row, (1, 2, 1, 1422871200.0, 1, "Indeed", "Jan"))
        database.execute(row, (1, 3, None, 1422871200.0, 2, "Waits", "S"))
        database.execute(row, (2, 4, None, 1422871200.0, 1, "Lost", "L"))
    before = path.read_bytes()
    assert_moved(folder, path, "Good & **old**")
    assert path.read_bytes() == before
    anew(folder)
    with contextlib.closing(sqlite3.connect(path)) as database, database:
        database.execute("DROP TABLE threads")
    call("import", folder.site, path, expect=2)


def test_remark42_comments_find_their_posts(folder):
    blog(folder)
    page = {"site": "diary", "url": "https://old.example/archive/harbour.html"}

    def line(number, parent, who, text, place=page, **more):
        return json.dumps({"id": str(number), "pid": parent, "text": f"<p>{text}</p>\n", "orig": text,
                           "user": {"name": who, "id": f"anonymous_{who}", "picture": "", "admin": False},
                           "locator": place, "score": 0, "votes": {}, "time": "2015-02-01T10:00:00Z",
                           **more}) + "\n"
    source = folder.write(
        "backup.json", '{"version":1,"users":[],"posts":[]}\n' + line(1, "", "Olga", "Good & **old**")
        + line(2, "1", "Jan", "Indeed") + line(3, "", "S", "Gone", delete=True)
        + line(4, "", "L", "Lost", {"site": "diary", "url": "https://old.example/nowhere/"}))
    by_name = assert_moved(folder, source, "Good & **old**")
    assert by_name["S"]["status"] == "trash"


def test_commento_comments_find_their_posts(folder):
    blog(folder)

    def comment(number, parent, who, text, path="/archive/harbour.html", **more):
        return {"commentHex": number, "domain": "old.example", "path": path, "commenterHex": who,
                "markdown": text, "html": f"<p>{text}</p>", "parentHex": parent, "score": 0,
                "state": "approved", "creationDate": "2015-02-01T10:00:00Z", **more}
    source = folder.write("commento.json", json.dumps({
        "version": 1,
        "comments": [comment("a", "root", "Olga", "Good & **old**"), comment("b", "a", "Jan", "Indeed"),
                     comment("c", "root", "S", "Flagged", state="flagged"),
                     comment("d", "root", "L", "Lost", "/nowhere/")],
        "commenters": [{"commenterHex": name, "name": name, "email": f"{name}@reader.example",
                        "link": "undefined"} for name in ["Olga", "Jan", "S", "L"]]}))
    by_name = assert_moved(folder, source, "Good & **old**")
    assert by_name["S"]["status"] == "spam"


if __name__ == "__main__":
    os.umask(0o022)
    run([value for name, value in list(globals().items()) if name.startswith("test_")])
