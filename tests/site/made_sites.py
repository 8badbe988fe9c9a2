# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the sites that are judged: the sample, one with everything in it, and one with nothing."""
import json
import os
import pathlib
import sqlite3
import struct
import subprocess
import zlib

URL = "https://diary.example/"
LONG_WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"

EVERYTHING = """---
title: "Everything at Once: A Long Title That Runs Over Several Lines, with {word}"
slug: everything
date: 2010-03-{day:02}T10:00:00+01:00
byline: The Travelling Press, with the Help of Many
series: {series}
part: {part}
tags: [Diplomacy, Travel, "A Tag of Several Words", {word}]
place: Saint-Rémy-en-Bouzemont-Saint-Genest-et-Isson, France
latitude: 48.63
longitude: 4.65
cover: media/river.png
links:
  - title: Full Remarks
    address: https://example.org/remarks
  - title: The Route on a Map
    address: https://example.org/map
---

An opening paragraph with a [link](https://example.org/), *emphasis*, **weight**, `code`, ~~an error~~,
a footnote[^one] and a second one.[^two] "Quoted words" -- and a dash... It is long enough to show what
a line of text looks like on a wide screen, where measure and leading have to go together.

## Lists

1. The first of some numbered things
2. The second, which has parts:
   - a part
   - another part
3. The third

- [x] The visas
- [ ] The tickets

## Quotations

> A quotation is set off from what is around it.
>
> > And may hold another, of those who spoke before.

### A table that is wide

| City | Country | Arrived | Left | Host | Population | Distance in kilometres | Remarks |
| --- | --- | ---: | ---: | --- | ---: | ---: | --- |
| Zurich | Switzerland | 2009-10-10 | 2009-10-11 | The Federal Department | 402,762 | 6,625 | Protocols were signed |
| Moscow | Russia | 2009-10-12 | 2009-10-14 | The Foreign Ministry | 11,503,501 | 2,190 | Sixteen working groups |

### Code

```c
static gboolean print_a_line_that_is_much_longer_than_any_screen_is_wide (GalleyProject *project, GCancellable *cancellable, GError **error);
```

## A word that is too long

{word}{word}

![The river in the morning, from the old bridge](media/river.png)

---

### The last of headings

Its text. See [the entry before](everything-{other:02}.md).

[^one]: The note, with a [link](https://example.org/note).
[^two]: Another note.
"""

ORDINARY = """---
title: "{title}"
slug: {slug}
date: 2009-{month:02}-{day:02}T12:00:00Z
byline: DipNote Bloggers
tags: [Travel, Number {number}]
---

{text}
"""

TEXT = ("The delegation left in the morning and arrived before noon. There was snow on the fields, and "
        "the river was high. In the evening the hosts spoke of what had been agreed, and of what "
        "remains to be done. ")


def png(width, height):
    """A picture: a sky over a river, in few bytes."""
    rows = b"".join(b"\0" + bytes((60 + 120 * y // height, 110 + 70 * y // height, 170 - 90 * y // height)) * width
                    for y in range(height))

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b"")


def made_comments(post):
    """Threads: deep ones, a question that the author answered, and words that are too long."""
    comments = [{"id": f"{post}-1", "post": post, "name": "Patrick", "place": "Maryland, USA",
                 "body": "What did the minister say about the **trains**? <b>I</b> take them daily.\n\n- one\n- two",
                 "kind": "question"},
                {"id": f"{post}-2", "post": post, "name": "DipNote Bloggers", "parent": f"{post}-1",
                 "byauthor": "true", "body": "That there will be more of them."}]
    comments += [{"id": f"{post}-{n}", "post": post, "name": f"Reader {n}", "place": "Prague, Czechia" if n % 2 else "",
                  "parent": f"{post}-{n - 1}", "body": f"An answer to the one before, number {n}."}
                 for n in range(3, 10)]
    comments.append({"id": f"{post}-10", "post": post, "name": LONG_WORD, "place": LONG_WORD,
                     "url": "https://example.org/reader", "body": LONG_WORD * 3 + " https://example.org/" + "a" * 200})
    for number, comment in enumerate(comments):
        comment["date"] = f"2010-04-{number + 1:02}T08:00:00Z"
    return comments


class Maker:
    def __init__(self, galleyctl, folder):
        self.galleyctl = galleyctl
        self.folder = pathlib.Path(folder)

    def call(self, *arguments):
        done = subprocess.run([self.galleyctl, *map(str, arguments)], capture_output=True, check=False,
                              env=dict(os.environ, LC_ALL="C.UTF-8", TZ="UTC"), timeout=600)
        if done.returncode:
            raise RuntimeError(f"galleyctl {arguments}: {done.stderr.decode()}")
        return done.stdout.decode()

    def project(self, name):
        path = self.folder / f"{name}.galley"
        path.unlink(missing_ok=True)
        return path

    def settings(self, project, **settings):
        with sqlite3.connect(project) as store:
            store.executemany("INSERT OR REPLACE INTO setting (key, value) VALUES (?, ?)",
                              [(key.replace("_", "-"), value) for key, value in settings.items()])
        store.close()

    def sample(self, name="sample", **settings):
        project = self.project(name)
        self.call("new", project, "--sample")
        self.settings(project, url=URL, **settings)
        return project

    def empty(self, **settings):
        project = self.project("empty")
        self.call("new", project, "--title", "Nothing yet", "--url", URL)
        self.settings(project, **settings)
        return project

    def everything(self, **settings):
        """The sample, and posts and comments with all that may be in them."""
        project = self.sample("everything", **settings)
        source = self.folder / "everything"
        (source / "media").mkdir(parents=True, exist_ok=True)
        (source / "pages").mkdir(exist_ok=True)
        (source / "media" / "river.png").write_bytes(png(1600, 900))
        for day in range(1, 5):
            (source / f"everything-{day:02}.md").write_text(EVERYTHING.format(
                word=LONG_WORD, day=day, part=day, other=day - 1 if day > 1 else 2,
                series="Around the World in Eighty Days and a Few More").replace("slug: everything",
                                                                                 f"slug: everything-{day}"))
        for number in range(1, 31):
            (source / f"ordinary-{number:02}.md").write_text(ORDINARY.format(
                title=f"Day {number} of the Journey", slug=f"day-{number}", number=number % 7,
                month=1 + number % 9, day=1 + number % 28, text=TEXT * (number % 5 + 1)))
        (source / "pages" / "about.md").write_text(
            "---\ntitle: About This Diary\nslug: about\n---\n\nWho writes here, and why.\n")
        self.call("import", project, source, "--format", "markdown")
        comments = self.folder / "comments.jsonl"
        comments.write_text("".join(json.dumps(comment) + "\n" for comment in made_comments("everything-4")))
        self.call("import", project, comments, "--format", "comments")
        self.call("review", project, "approve", "--all-pending")
        self.call("publish-post", project, *[post["id"] for post in json.loads(self.call("posts", project, "--json"))])
        return project

    def digitalgov(self, archive, **settings):
        """A real blog of 503 posts, from a tar archive of its Markdown."""
        project = self.project("digitalgov")
        source = self.folder / "digitalgov"
        source.mkdir(exist_ok=True)
        subprocess.run(["tar", "-xf", str(archive), "-C", str(source)], check=True)
        self.call("new", project, "--title", "Digital.gov", "--url", URL)
        self.settings(project, **settings)
        self.call("import", project, source, "--format", "markdown")
        return project

    def export(self, project, name):
        folder = self.folder / name
        subprocess.run(["rm", "-rf", "--", str(folder)], check=True)
        self.call("export", project, folder)
        return folder
