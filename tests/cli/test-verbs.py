#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every verb: what it does, what it prints, and how it ends."""
import contextlib
import http.client
import os
import signal
import sqlite3
import subprocess
import time

from galleyctl_test import PROGRAM, call, run

DIARY = "2009/10/transforming-the-us-russian-relationship/index.html"
VERBS = ["new", "import", "export", "extract", "render", "posts", "comments", "review",
         "publish-post", "unpublish-post", "trash", "restore-post", "reply", "settings",
         "target", "publish", "serve", "proof", "verify", "backup"]


def test_every_verb_has_help(_folder):
    listed = call("--help").text
    for verb in VERBS:
        assert f"  {verb} " in listed, verb
        assert f"galleyctl {verb}" in call(verb, "--help").text
    assert call("--version").text.startswith("galleyctl ")


def test_a_wrong_call_is_refused_with_one_line(folder):
    site = folder.sample()
    call("dance", expect=2)
    for verb in VERBS:
        if verb != "render":
            call(verb, expect=2)
        call(verb, "--no-such-option", expect=2)
    call("posts", site, "too", "many", expect=2)
    call("posts", site, "--status", "odd", expect=2)
    call("comments", site, "--status", "odd", expect=2)
    call("review", site, "dance", "1", expect=2)
    call("review", site, "approve", expect=2)
    call("review", site, "approve", "1", "--all-pending", expect=2)
    call("render", "--profile", "odd", expect=2)
    call("export", site, folder / "out", "--at", "soon", expect=2)
    assert not (folder / "out").exists()
    call("new", folder / "u.galley", "--url", "javascript:x", expect=2)
    assert not (folder / "u.galley").exists()


def test_what_is_not_there_is_told(folder):
    for verb in ["posts", "comments", "proof", "verify"]:
        call(verb, folder / "none.galley", expect=2)
    call("import", folder / "none.galley", folder.path, expect=2)
    call("render", folder / "none.md", expect=2)
    assert not (folder / "none.galley").exists()
    site = folder.empty()
    call("import", site, folder / "none", expect=2)


def test_new_never_writes_over_a_file(folder):
    site = folder.sample()
    before = site.read_bytes()
    call("new", site, expect=2)
    assert site.read_bytes() == before


def test_a_closed_project_is_one_file(folder):
    folder.sample()
    assert [path.name for path in folder.path.iterdir()] == ["t.galley"]


def test_the_sample_is_the_diary_page(folder):
    site = folder.sample()
    report = call("export", site, folder / "out", "--json").json
    assert report["written"] > 5 and report["deleted"] == 0
    assert set(report) >= {"written", "unchanged", "deleted", "bytes", "seconds"}
    page = (folder / "out" / DIARY).read_text(encoding="utf-8")
    for wanted in ["Travel Diary: Transforming the U.S.-Russian Relationship", "DipNote Bloggers",
                   "October 13, 2009", "Interactive Travel Map", "Text the Secretary Answers",
                   "<blockquote>", "It requires building trust and confidence between us",
                   "full remarks</a>", "more about her trip to Europe</a>",
                   "previous Travel Diary entry</a>", "Maryland, USA", "Patrick in Maryland writes:",
                   "compex", "New York, USA", "Ron in New York writes:", "techtonics",
                   "March 2, 2011", "A Roadshow About Jobs", "Lorraine Hariton", "more"]:
        assert wanted in page, wanted
    assert "Anna" not in page and "example.org" not in page


def test_a_second_export_writes_nothing(folder):
    site = folder.sample()
    call("export", site, folder / "out", "--at", "2026-01-01")
    times = {path: path.stat().st_mtime_ns for path in (folder / "out").rglob("*")}
    assert call("export", site, folder / "out", "--at", "2026-01-01", "--json").json["written"] == 0
    assert times == {path: path.stat().st_mtime_ns for path in (folder / "out").rglob("*")}


def test_a_dry_export_writes_nothing(folder):
    site = folder.sample()
    text = call("export", site, folder / "out", "--dry-run").text
    assert "index.html" in text
    assert not (folder / "out").exists()


def test_a_foreign_folder_needs_a_word_of_consent(folder):
    site = folder.sample()
    mine = folder.write("out/mine.txt", "mine")
    assert "--adopt" in call("export", site, folder / "out", expect=2).complaint
    assert [path.name for path in (folder / "out").iterdir()] == ["mine.txt"]
    call("export", site, folder / "out", "--adopt")
    assert mine.read_text() == "mine" and (folder / "out" / "index.html").exists()


def test_posts_are_listed_and_searched(folder):
    folder.sample()
    posts = folder.posts()
    assert [post["title"][:12] for post in posts] == ["A Roadshow A", "Travel Diary", "Travel Diary"]
    assert set(posts[0]) >= {"id", "kind", "status", "title", "slug", "date", "byline", "series",
                             "part", "tags", "has_changes"}
    assert posts[1]["date"] == "2009-10-13T18:30:00+04:00"
    assert posts[1]["part"] == 2 and posts[1]["series"] == "Travel Diary"
    assert [post["slug"] for post in folder.posts("--search", "Hariton")] == ["a-roadshow-about-jobs"]
    assert folder.posts("--search", "nowhere to be found") == []
    assert folder.posts("--status", "draft") == []
    assert "A Roadshow About Jobs" in call("posts", folder.site).text


def test_posts_are_published_and_unpublished(folder):
    site = folder.sample()
    post = folder.posts()[0]
    call("unpublish-post", site, post["id"])
    assert [one["id"] for one in folder.posts("--status", "draft")] == [post["id"]]
    call("publish-post", site, post["slug"])
    assert folder.posts("--status", "draft") == []
    call("unpublish-post", site, post["id"], "999", expect=2)
    assert folder.posts("--status", "draft") == []


def test_comments_are_reviewed(folder):
    site = folder.sample()
    assert {one["status"] for one in folder.comments()} == {"approved", "pending"}
    pending = [one["id"] for one in folder.comments("--status", "pending")]
    assert len(pending) == 2
    call("review", site, "spam", pending[0])
    call("review", site, "trash", pending[1])
    assert [one["id"] for one in folder.comments("--status", "spam")] == [pending[0]]
    call("review", site, "restore", *pending)
    assert len(folder.comments("--status", "pending")) == 2
    call("review", site, "approve", "--all-pending")
    assert folder.comments("--status", "pending") == []
    call("review", site, "trash", pending[0])
    call("review", site, "restore", pending[0])
    assert len(folder.comments("--status", "approved")) == 4
    call("review", site, "hold", pending[0])
    assert [one["id"] for one in folder.comments("--status", "pending")] == [pending[0]]


def test_a_review_with_an_unknown_id_changes_nothing(folder):
    site = folder.sample()
    before = folder.comments("--status", "all")
    ids = [one["id"] for one in before]
    for odd in ["999", "0", "x", "-1", "99999999999999999999"]:
        call("review", site, "spam", *ids, "--", odd, expect=2)
        assert folder.comments("--status", "all") == before


def test_comments_have_all_their_fields(folder):
    folder.sample()
    comment = folder.comments("--search", "techtonics")[0]
    assert (comment["name"], comment["place"]) == ("Ron", "New York, USA")
    assert set(comment) >= {"id", "post_id", "post", "parent_id", "status", "kind", "name", "place",
                            "date", "body"}


def test_render_knows_its_profiles(folder):
    assert call("render", given=b'"a" -- b').text == "<p>“a” – b</p>\n"
    assert call("render", "--profile", "commonmark", given=b'"a" ~~b~~').text == \
        "<p>&quot;a&quot; ~~b~~</p>\n"
    assert "<del>" in call("render", "--profile", "gfm", given=b"~~b~~").text
    assert "<script" not in call("render", "--profile", "comment", given=b"<script>x</script>").text
    path = folder.write("a.md", "# Ä\n")
    assert "Ä" in call("render", path).text


def test_render_takes_any_bytes(_folder):
    for profile in ["post", "gfm", "commonmark", "comment"]:
        out = call("render", "--profile", profile, given=bytes(range(256)) * 50).out
        out.decode("utf-8")
        assert call("render", "--profile", profile, given=b"").out == b""


def test_proof_tells_what_must_be_mended(folder):
    site = folder.sample()
    found = call("proof", site, "--json").json
    assert found["must"] == 0 and found["should"] > 0
    folder.write("in/2020-01-01-dead.md", "---\ntitle: Dead\n---\n[a](post:999) ![](media:no.png)\n")
    call("import", site, folder / "in")
    found = call("proof", site, "--json", expect=1).json
    assert found["must"] == 2, found
    assert {finding["what"] for finding in found["findings"] if finding["severity"] == "must"} == \
        {"“post:999” names no post", "“media:no.png” names no media"}
    assert "Dead" in call("proof", site, expect=1).text


def test_settings_are_read_and_set_with_their_checks(folder):
    site = folder.sample()
    assert call("settings", site, "language").text == "en\n"
    everything = call("settings", site, "--json").json
    assert everything["posts_per_page"] == "10" and "permalink" in everything
    for key, value in [("title", "Täglich"), ("url", "https://example.org/blog/"), ("language", "pt-BR"),
                       ("zone", "Europe/Moscow"), ("permalink", ":year/:slug"), ("posts-per-page", "7"),
                       ("theme", "plain"), ("allow_raw_html", "no"), ("comment_form", "mail"),
                       ("comment_form_address", "me@example.org"), ("theme_options", "{}")]:
        call("settings", site, key, value)
        assert call("settings", site, key).text == f"{value}\n", key
    for key, value in [("url", "example.org"), ("url", "ftp://example.org/"), ("language", "x y"),
                       ("zone", "../../etc/passwd"), ("zone", "Mars/Base"), ("permalink", ":year/:titel"),
                       ("permalink", ":year"), ("permalink", "../:slug"), ("posts_per_page", "-1"),
                       ("posts_per_page", "many"), ("theme", "nowhere"), ("allow_raw_html", "perhaps"),
                       ("comment_form", "telegram"), ("comment_form_address", "me"), ("theme_options", "["),
                       ("odd", "1")]:
        said = call("settings", site, key, value, expect=2).complaint
        assert said.startswith("galleyctl: settings: "), said
    assert call("settings", site, "permalink").text == ":year/:slug\n"


def ask(address, path, **headers):
    """Status, type and body, without following redirects."""
    host = address.removeprefix("http://").rstrip("/")
    connection = http.client.HTTPConnection(host, timeout=20)
    connection.request(headers.pop("method", "GET"), path, headers=headers)
    answer = connection.getresponse()
    return answer.status, answer.getheader("Content-Type", ""), answer.read().decode("utf-8", "replace")


def test_the_site_is_served_to_this_machine(folder):
    site = folder.sample()
    folder.write("in/d.md", "---\ntitle: Not yet\ndate: 2020-01-01\ndraft: true\n---\nSecret\n")
    call("import", site, folder / "in")
    call("export", site, folder / "out")
    server = subprocess.Popen([PROGRAM, "serve", str(site), "--drafts"], stdout=subprocess.PIPE, text=True)
    try:
        address = server.stdout.readline().strip()
        assert address.startswith("http://127.0.0.1:"), address
        status, kind, page = ask(address, "/" + DIARY)
        assert status == 200 and kind == "text/html; charset=utf-8"
        assert "location.reload" in page
        assert "location.reload" not in (folder / "out" / DIARY).read_text()
        assert ask(address, "/")[0] == 200 and ask(address, "/" + DIARY.removesuffix("index.html"))[0] == 200
        assert ask(address, "/" + DIARY.removesuffix("/index.html"))[0] == 301
        assert "Secret" in ask(address, "/2020/01/not-yet/")[2]
        assert ask(address, "/feed.xml")[0] == 200
        for path in ["/nowhere", "/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "//etc/passwd", "/a\0b"]:
            with contextlib.suppress(ValueError, http.client.InvalidURL):
                status, _, text = ask(address, path)
                assert status in (400, 404) and "root:" not in text, (path, status)
        assert ask(address, "/", Host="evil.example")[0] == 403
        assert ask(address, "/", method="POST")[0] == 405
        before = ask(address, "/.galley-version")[2]
        folder.write("in/d.md", "---\ntitle: Not yet\ndate: 2020-01-01\ndraft: true\n---\nChanged\n")
        call("import", site, folder / "in")
        assert ask(address, "/.galley-version")[2] != before
        assert "Changed" in ask(address, "/2020/01/not-yet/")[2]
        server.send_signal(signal.SIGINT)
        assert server.wait(10) == 0
    finally:
        server.kill()
    call("serve", site, "--port", "99999", expect=2)


def test_posts_go_to_the_trash_and_come_back(folder):
    site = folder.sample()
    before = {post["id"]: post["status"] for post in folder.posts()}
    ids = [str(number) for number in before]
    call("trash", site, *ids)
    assert folder.posts() == []
    call("restore-post", site, *ids)
    assert {post["id"]: post["status"] for post in folder.posts()} == before
    call("trash", site, ids[0], "999", expect=2)
    assert len(folder.posts()) == len(ids)


def test_a_comment_is_answered(folder):
    site = folder.sample()
    waiting = folder.comments("--status", "pending")[0]
    number = call("reply", site, str(waiting["id"]), given="Thank *you*.\n".encode()).text.strip()
    by_id = {str(comment["id"]): comment for comment in folder.comments("--status", "all")}
    assert by_id[number]["parent_id"] == waiting["id"] and by_id[number]["body"] == "Thank *you*.\n"
    assert by_id[str(waiting["id"])]["status"] == "approved"
    for given in [b"", b" \n", b"\xff", b"x" * 70000]:
        call("reply", site, number, given=given, expect=2)
    call("reply", site, "9999", given=b"x", expect=2)


def test_verify_finds_damage(folder):
    site = folder.sample()
    call("verify", site)
    database = sqlite3.connect(site)
    database.execute("CREATE TRIGGER foreign_one AFTER INSERT ON post BEGIN SELECT 1; END")
    database.commit()
    database.close()
    assert call("verify", site, expect=1).text.strip()
    folder.write("no.galley", b"not a database at all" * 100)
    call("verify", folder / "no.galley", expect=1)
    call("posts", folder / "no.galley", expect=2)


def test_backup_is_the_same_project(folder):
    site = folder.sample()
    call("backup", site, folder / "copy.galley")
    call("verify", folder / "copy.galley")
    assert call("posts", folder / "copy.galley", "--json").json == folder.posts()
    call("backup", site, folder / "nowhere" / "copy.galley", expect=2)


def test_a_closed_pipe_is_no_crash(folder):
    site = folder.sample()
    with subprocess.Popen([PROGRAM, "posts", str(site), "--json"], stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE) as process:
        process.stdout.close()
        process.wait(30)
        assert process.returncode in (0, 2, -13), process.returncode
    with open("/dev/full", "wb") as full:
        done = subprocess.run([PROGRAM, "posts", str(site)], stdout=full, stderr=subprocess.PIPE,
                              check=False)
    assert done.returncode == 2 and done.stderr.startswith(b"galleyctl: posts: ")


def test_an_interrupted_import_changes_nothing(folder):
    site = folder.empty()
    body = "word " * 2000
    for number in range(3000):
        folder.write(f"in/2020-01-01-{number}.md", f"---\ntitle: T {number}\n---\n{body}{number}\n")
    with subprocess.Popen([PROGRAM, "import", str(site), str(folder / "in")],
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        time.sleep(0.15)
        process.send_signal(2)
        _, complaint = process.communicate(timeout=60)
    if process.returncode == 0:
        return  # it was faster than the signal
    assert process.returncode == 2 and b"stopped" in complaint, (process.returncode, complaint)
    assert folder.posts() == []
    call("verify", site)


def test_source_date_epoch_is_the_time_of_publication(folder):
    site = folder.sample()
    early = {"SOURCE_DATE_EPOCH": "1262304000"}
    call("export", site, folder / "a", **early)
    call("export", site, folder / "b", "--at", "2010-01-01T00:00:00Z")
    for path in (folder / "a").rglob("*.html"):
        assert path.read_bytes() == (folder / "b" / path.relative_to(folder / "a")).read_bytes()


if __name__ == "__main__":
    os.umask(0o022)
    run([value for name, value in list(globals().items()) if name.startswith("test_")])
