#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Imports of Markdown sites as other programs keep them: what is public, when, and where."""
import contextlib
import sqlite3

from galleyctl_test import call, run

# Each with a date that is past, so that nothing else keeps it off the web.
HIDDEN = [
    "private: true", "hidden: yes", "unlisted: true", "published: false", "publish: no",
    "password: rosebud", "post_password: x", "visibility: private", "visibility: unlisted",
    "access: members", "audience: only_paid", "members-only: true", "headless: true",
    "build: {render: never}", "build: {list: never}", "_build: {render: false}", "render: false",
    "permalink: false", "permalink: no", "eleventyExcludeFromCollections: true",
    "eleventyExcludeFromCollections: [posts]", "status: private", "status: pending", "status: hidden",
    "expiryDate: 2020-07-01", "unpublishdate: 2020-07-01", "expires: never heard",
    "publishDate: 2999-01-01", "sitemap: false", "sitemap: {exclude: true}", "sitemap: {disable: yes}",
    "robots: noindex, follow", "noindex: true", "draft: perhaps", "private: who knows",
    "params: {private: true}", "extra: {unlisted: true}", "isPrivate: true", "is_hidden: true",
    "hiddenInHomeList: true", "draft: true\ndraft: false", "Private: true\nprivate: false",
    "published: 31 February 2024",
]
PUBLIC = [
    "draft: false", "published: true", "private: false", "password: ''", "visibility: public",
    "access: everyone", "headless: false", "build: {render: always, list: always}",
    "status: published", "status: publish", "expiryDate: 2999-01-01", "publishDate: 2020-01-01",
    "sitemap: {priority: 0.5, changefreq: weekly}", "robots: index, follow",
    "permalink: /a/b/", "hide: [navigation, toc]", "output: html_document", "active: blog",
    "eleventyExcludeFromCollections: false", "draft:", "render: true",
]


def import_texts(folder, texts, *options):
    folder.empty()
    for name, text in texts.items():
        folder.write(f"in/{name}", text)
    return call("import", folder.site, folder / "in", "--json", *options).json


def by_title(folder):
    return {post["title"]: post for post in folder.posts()}


def test_what_keeps_a_text_off_the_web_elsewhere_keeps_it_off_here(folder):
    report = import_texts(folder, {f"h{n:02}.md": f"---\ntitle: '{n}'\ndate: 2024-01-02\n{line}\n---\nx\n"
                                   for n, line in enumerate(HIDDEN)})
    posts = by_title(folder)
    for number, line in enumerate(HIDDEN):
        assert posts[str(number)]["status"] == "draft", line
        assert any(f"h{number:02}.md" in text for text in report["warnings"]), line
    assert not any("rosebud" in text for text in report["warnings"])


def test_what_is_public_elsewhere_is_public_here(folder):
    import_texts(folder, {f"p{n}.md": f"---\ntitle: '{n}'\ndate: 2024-01-02\n{line}\n---\nx\n"
                          for n, line in enumerate(PUBLIC)})
    posts = by_title(folder)
    for number, line in enumerate(PUBLIC):
        assert posts[str(number)]["status"] == "published", line


def test_a_draft_is_a_draft_without_a_word(folder):
    report = import_texts(folder, {"a.md": "---\ntitle: A\ndate: 2024-01-02\ndraft: true\n---\nx\n",
                                   "_drafts/b.md": "---\ntitle: B\ndate: 2024-01-02\n---\nx\n"})
    assert [post["status"] for post in folder.posts()] == ["draft", "draft"]
    assert report["warnings"] == []


def test_a_date_that_cannot_be_read_makes_a_draft(folder):
    dates = ["2024-02-30", "0000-00-00 00:00:00", "soon", "01/02/2024", "Last Modified", "2024"]
    report = import_texts(folder, {f"{n}.md": f"---\ntitle: '{n}'\ndate: {date}\n---\nx\n"
                                   for n, date in enumerate(dates)})
    for post in folder.posts():
        assert (post["kind"], post["status"]) == ("post", "draft")
        assert post["date"].startswith("1970-01-01")
    for date in dates:
        assert any(f"“date: {date}” is not a date" in text for text in report["warnings"]), date


def test_dates_are_found_under_all_their_names(folder):
    texts = {
        "a.md": "---\ntitle: A\npubDate: 'Jul 08 2022'\n---\nx\n",
        "b.md": "---\ntitle: B\ncreated: 2022-07-08\nlastmod: 2023-01-01\n---\nx\n",
        "c.md": "+++\ntitle = 'C'\npath = '2022/07/08/c'\n+++\nx\n",
        "2022-07-08-d.md": "---\ntitle: D\n---\nx\n",
        "20220708-e.md": "---\ntitle: E\n---\nx\n",
        "2022_07_08_f.md": "---\ntitle: F\n---\nx\n",
        "2022/07/08/g.md": "---\ntitle: G\n---\nx\n",
        "2022-07-08-h/index.md": "---\ntitle: H\n---\nx\n",
        "i.md": "---\ntitle: I\npublished: 2022-07-08\n---\nx\n",
        "j.md": "---\ntitle: J\nupdated: 2022-07-08\n---\nx\n",
    }
    import_texts(folder, texts)
    posts = by_title(folder)
    for letter in "ABCDEFGHIJ":
        post = posts[letter]
        assert post["date"].startswith("2022-07-08") and post["status"] == "published", post
        assert post["slug"] == letter.lower() and post["kind"] == "post", post


def test_a_post_without_a_date_is_told(folder):
    report = import_texts(folder, {"posts/a.md": "---\ntitle: A\n---\nx\n"})
    assert folder.posts()[0]["status"] == "draft"
    assert report["warnings"] == ["posts/a.md: it has no date; it is a draft, dated as its file is"]


def test_a_date_and_the_nearest_folder_say_what_a_post_is(folder):
    dated = "---\ntitle: {}\ndate: 2024-01-02\n---\nx\n"
    texts = {
        "pages/en/blog/a.md": dated.format("post 1"),
        "src/pages/hello/index.md": dated.format("post 2"),
        "pages/blog/2024-01-02-c.md": "---\ntitle: post 3\n---\nx\n",
        "d.md": "---\ntitle: post 4\nlayout: blog-post\n---\nx\n",
        "pages/about.md": dated.format("page 1"),
        "pages/en/contact.md": "---\ntitle: page 2\n---\nx\n",
        "blog/f.md": "---\ntitle: page 3\nlayout: page\ndate: 2024-01-02\n---\nx\n",
        "about.md": "---\ntitle: page 4\n---\nx\n",
    }
    import_texts(folder, texts)
    for post in folder.posts():
        assert post["title"].startswith(post["kind"]), post


def test_headers_are_read_with_and_without_fences(folder):
    texts = {
        "0.md": "Title: T0\nDate: 2024-01-05 10:00\nTags: a, b\nSlug: s0\n\nBody\n",
        "1.md": "title:  T1\nauthor: Ann\ndate:   5 January 2024\nkeywords: a,\n    b\nslug: s1\n  \nBody\n",
        "2.md": "---json\n{\"title\": \"T2\", \"date\": \"2024-01-05\", \"tags\": [\"a\", \"b\"], \"slug\": \"s2\"}\n---\nBody\n",
        "3.md": "---toml\ntitle = 'T3'\ndate = 2024-01-05\ntags = ['a', 'b']\nslug = 's3'\n---\nBody\n",
        "4.md": "\"title\": \"T4\",\n\"date\": \"2024/01/05\",\n\"tags\": [\"a\", \"b\"], \"slug\": \"s4\"\n;;;\nBody\n",
        "5.md": ";;;\n\"title\": \"T5\", \"date\": \"2024/01/05\", \"tags\": [\"a\", \"b\"], \"slug\": \"s5\"\n;;;\nBody\n",
        "6.md": "title: T6\ndate: 2024-01-05\ntags:\n- a\n- b\nslug: s6\n---\nBody\n",
        "7.md": "\ufeff\r\n\r\n---\r\ntitle: T7\r\ndate: 2024-01-05\r\ntags: [a, b]\r\nslug: s7\r\n---\r\nBody\r\n",
        "8.md": "-----\ntitle: T8\ndate: 2024-01-05\ntags: [a, b]\nslug: s8\n-----\nBody\n",
    }
    import_texts(folder, texts)
    posts = by_title(folder)
    for number in range(9):
        post = posts[f"T{number}"]
        assert post["date"].startswith("2024-01-05") and post["status"] == "published", post
        assert post["tags"] == ["a", "b"] and post["slug"] == f"s{number}", post


def test_what_is_nearly_front_matter_is_a_draft_and_told(folder):
    texts = {
        "a.md": "---\ntitle: A\ndate: 2024-01-05\n\nBody\n",
        "b.md": "+++\ntitle = 'B'\n\nBody\n",
        "c.md": "  ---\n  title: C\n  ---\nBody\n",
        "d.md": "---js\n{ title: 'D' }\n---\nBody\n",
        "e.md": "{\"title\": \"E\",\n\nBody\n",
    }
    report = import_texts(folder, texts)
    assert all(post["status"] == "draft" for post in folder.posts())
    for name in texts:
        assert any(name in text and "front matter" in text for text in report["warnings"]), name


def test_a_text_that_begins_with_words_and_a_colon_keeps_them(folder):
    import_texts(folder, {"2024-01-02-a.md": "Note: this is a text.\n\nAnd more.\n",
                          "2024-01-03-b.md": "---\n\nText after a rule.\n\n---\n\nMore\n"})
    call("extract", folder.site, folder / "look")
    texts = [path.read_text(encoding="utf-8") for path in (folder / "look").rglob("*.md")]
    assert any("Note: this is a text." in text for text in texts)
    assert any("---\n\nText after a rule." in text for text in texts)


def test_addresses_are_such_as_every_host_can_hold(folder):
    post = "---\ntitle: {}\ndate: 2024-02-09\nslug: \"{}\"\n---\nx\n"
    slugs = {"A": "README", "B": "readme", "C": "aux", "D": "ends.", "E": "_private", "F": "caf%C3%A9",
             "G": "a%20b%e2%80%93c", "H": "Ünï", "I": "con.x"}
    texts = {f"{title}.md": post.format(title, slug) for title, slug in slugs.items()}
    texts["2024-02-04-Sea's Day “Two”.md"] = "---\ntitle: J\n---\nx\n"
    report = import_texts(folder, texts)
    posts = by_title(folder)
    assert [posts[letter]["slug"] for letter in "ABCDEFGHIJ"] == [
        "readme", "readme-2", "aux-text", "ends", "private", "café", "a-b-c", "ünï", "con.x-text",
        "seas-day-two"]
    assert any("“aux” cannot stand on every host; it is “aux-text” here" in text
               for text in report["warnings"])


def test_translations_stand_beside_their_text(folder):
    post = "---\ntitle: {}\ndate: 2024-04-01\n---\nx\n"
    report = import_texts(folder, {
        "content/posts/_index.md": "---\ntitle: Posts\n---\nlist\n",
        "content/posts/bundle/index.md": post.format("English"),
        "content/posts/bundle/index.de.md": post.format("Deutsch"),
        "content/posts/plain.pt-br.md": post.format("Português"),
        "content/fr/posts/autre.md": post.format("Français"),
    })
    assert report["posts"] == {"found": 4, "added": 4, "updated": 0, "skipped": 0}
    assert report["pages"] == {"found": 1, "added": 0, "updated": 0, "skipped": 1}
    posts = by_title(folder)
    assert posts["English"]["slug"] == "bundle" and posts["Deutsch"]["slug"] == "bundle-de"
    call("export", folder.site, folder / "out")
    for title, language in {"Deutsch": "de", "Português": "pt-BR", "Français": "fr"}.items():
        page = (folder / f"out/2024/04/{posts[title]['slug']}/index.html").read_text(encoding="utf-8")
        assert f'lang="{language}"' in page, title


def test_the_same_warning_about_many_files_is_one(folder):
    report = import_texts(folder, {f"{n:03}.md": f"---\ntitle: '{n}'\ndate: 2024-01-02\nprivate: true\n---\nx\n"
                                   for n in range(100)})
    assert len(report["warnings"]) == 1
    assert report["warnings"][0].startswith("000.md: ") and "and 99 more: 001.md" in report["warnings"][0]


def test_a_text_in_another_encoding_is_read(folder):
    text = "---\ntitle: Grüße – “€”\ndate: 2024-01-06\n---\nfür\n"
    report = import_texts(folder, {"a.md": text.encode("utf-16"), "b.md": b"\xfe\xff" + text.encode("utf-16-be"),
                                   "c.md": text.encode("windows-1252"), "d.md": text.encode("utf-8-sig")})
    assert [post["title"] for post in folder.posts()] == ["Grüße – “€”"] * 4
    assert report["warnings"] == ["c.md: is not UTF-8; it is read as Windows-1252"]


def test_a_slug_comes_again_in_another_month(folder):
    post = "---\ntitle: News\ndate: {}\n---\nx\n"
    import_texts(folder, {"2023-05-02-news.md": post.format("2023-05-02"), "2023-06-02-news.md": post.format("2023-06-02"),
                          "2023-06-09-news.md": post.format("2023-06-09"), "pages/news.md": "---\ntitle: N\n---\nx\n"})
    assert sorted(post["address"] for post in folder.posts()) == [
        "/2023/05/news/", "/2023/06/news-2/", "/2023/06/news/", "/news/"]
    folder.write("c.jsonl", '{"post": "/2023/05/news/", "name": "A", "body": "b"}\n'
                 '{"post": "https://example.org/2023/06/news/", "name": "B", "body": "b"}\n')
    call("import", folder.site, folder / "c.jsonl")
    ids = {post["address"]: post["id"] for post in folder.posts()}
    comments = {comment["name"]: comment["post_id"] for comment in folder.comments("--status", "all")}
    assert comments == {"A": ids["/2023/05/news/"], "B": ids["/2023/06/news/"]}
    call("export", folder.site, folder / "out")


def three_posts(folder, name):
    for letter in "abc":
        folder.write(f"{name}/posts/{letter}.md", f"---\ntitle: {letter}\ndate: 2024-01-02\n---\n{letter}\n")


def test_a_text_of_a_copied_folder_is_known_again(folder):
    folder.empty()
    three_posts(folder, "in")
    three_posts(folder, "copy/site")
    call("import", folder.site, folder / "in")
    folder.write("copy/site/posts/b.md", "---\ntitle: Another\ndate: 2024-03-04\n---\nchanged\n")
    report = call("import", folder.site, folder / "copy/site", "--json").json
    assert report["posts"] == {"found": 3, "added": 0, "updated": 1, "skipped": 2}
    assert sorted(post["title"] for post in folder.posts()) == ["Another", "a", "c"]
    report = call("import", folder.site, folder / "copy/site", "--json").json
    assert report["posts"] == {"found": 3, "added": 0, "updated": 0, "skipped": 3}


def test_a_text_that_comes_alone_is_known_by_its_name_title_and_date(folder):
    folder.empty()
    three_posts(folder, "in")
    call("import", folder.site, folder / "in")
    folder.write("other/b.md", "---\ntitle: b\ndate: 2024-01-02\n---\nchanged\n")
    folder.write("third/b.md", "---\ntitle: another b\ndate: 2024-01-02\n---\nof another site\n")
    report = call("import", folder.site, folder / "other/b.md", "--json").json
    assert report["posts"] == {"found": 1, "added": 0, "updated": 1, "skipped": 0}
    report = call("import", folder.site, folder / "third", "--json").json
    assert report["posts"] == {"found": 1, "added": 1, "updated": 0, "skipped": 0}


def test_a_changed_copy_stays_in_the_trash(folder):
    folder.empty()
    three_posts(folder, "in")
    three_posts(folder, "copy")
    call("import", folder.site, folder / "in")
    call("import", folder.site, folder / "in")
    folder.write("copy/posts/b.md", "---\ntitle: b\ndate: 2024-01-02\n---\nchanged\n")
    with contextlib.closing(sqlite3.connect(folder.site)) as database, database:
        database.execute("UPDATE post SET status_before_trash = status, status = 'trash'")
    report = call("import", folder.site, folder / "copy", "--json").json
    assert report["posts"] == {"found": 3, "added": 0, "updated": 1, "skipped": 2}
    assert folder.posts() == []


if __name__ == "__main__":
    run([test for name, test in list(globals().items()) if name.startswith("test_")])
