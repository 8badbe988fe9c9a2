#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Exports sites and has them judged by programs that know nothing of Galley: the Nu HTML checker,
axe-core and Lighthouse in headless Chromium, the grammar of Atom, and our own checker of links. Prints
TAP, and writes the figures as Markdown. Run by ./check --site, which installs the judges.

usage: judge.py GALLEYCTL

GALLEY_JUDGES is the folder of node_modules; without it the test is skipped. GALLEY_FIGURES is where the
figures go. GALLEY_DATA is the folder with the real blog; without it that part is left out, and said so.

What the authors of the real blog wrote as HTML is theirs. Pages whose own HTML is wrong are listed with
the reason in known-faults.txt; anything else, anywhere else, is a failure, and so is a page that is
listed without need.
"""
import html
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time
import urllib.parse

sys.dont_write_bytecode = True
import made_sites  # noqa: E402
import site_links  # noqa: E402

HERE = pathlib.Path(__file__).parent
GRAMMAR = HERE.parent / "fixtures" / "site" / "atom-rfc4287.rng"
THEMES = ("dispatch", "plain")
ARCHIVE = "digitalgov-hugo-yaml-2018on.tar.gz"
ALIKE = re.compile(r"/(day-|number-)(?!1/)|everything-[123]/|/page/[3-9]|^tags/(?!number|index)")
# A page's score for speed is that of its fastest load: what is slow is the machine that others share.
TRIES = 4


class Judging:
    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.modules = pathlib.Path(os.environ["GALLEY_JUDGES"]).resolve()
        self.maker = made_sites.Maker(sys.argv[1], folder)
        self.sites = {}  # the name, the folder
        self.known = read_known()
        self.met = set()
        self.rows = []  # the judge, the site, what was judged, what was found
        self.count = 0
        self.failed = 0

    def tell(self, name, faults):
        self.count += 1
        self.failed += bool(faults)
        for fault in faults[:40]:
            print(f"# {fault}")
        print(f"{'not ok' if faults else 'ok'} {self.count} - /site/judges/{name}", flush=True)

    def make(self):
        form = {"comment_form": "post", "comment_form_address": "https://example.org/in"}
        for theme in THEMES:
            self.sites["sample", theme] = self.maker.export(self.maker.sample(theme=theme), f"sample-{theme}")
            self.sites["everything", theme] = self.maker.export(
                self.maker.everything(theme=theme, **form), f"everything-{theme}")
            self.sites["right to left", theme] = self.maker.export(
                self.maker.sample(theme=theme, language="ar"), f"arabic-{theme}")
            self.sites["empty", theme] = self.maker.export(self.maker.empty(theme=theme), f"empty-{theme}")
        archive = pathlib.Path(os.environ.get("GALLEY_DATA", "")) / ARCHIVE
        if not os.environ.get("GALLEY_DATA") or not archive.exists():
            print(f"# The real blog is left out: {ARCHIVE} is not there. Set GALLEY_DATA to its folder.")
            return
        project = self.maker.digitalgov(archive)
        for theme in THEMES:
            self.maker.settings(project, theme=theme)
            self.sites["digitalgov", theme] = self.maker.export(project, f"digitalgov-{theme}")

    def is_known(self, judge, site, page):
        if site != "digitalgov" or (judge, page) not in self.known:
            return False
        self.met.add((judge, page))
        return True

    # -- links and feeds --

    def judge_links(self):
        for (site, theme), folder in self.sites.items():
            checker = site_links.Site(folder, made_sites.URL)
            faults = [": ".join(fault) for fault in checker.check()
                      if not self.is_known("links", site, fault[0].partition(":")[0])]
            theirs = len(checker.faults) - len(faults)
            self.rows.append(("Links and anchors", f"{site}, {theme}",
                              f"{checker.checked} in {len(checker.pages)} pages",
                              f"{len(faults)} dead" + (f" ({theirs} in the authors' own text)" if theirs else "")))
            self.tell(f"links of {site} in {theme}", faults)

    def judge_feeds(self):
        for (site, theme), folder in self.sites.items():
            feeds = sorted(map(str, folder.rglob("feed.xml")))
            done = subprocess.run(["xmllint", "--huge", "--noout", "--nonet", "--relaxng", str(GRAMMAR), *feeds],
                                  capture_output=True, text=True, check=False)
            faults = [line for line in done.stderr.splitlines() if not line.endswith(" validates")]
            self.rows.append(("Atom grammar", f"{site}, {theme}", f"{len(feeds)} feeds", f"{len(faults)} errors"))
            self.tell(f"feeds of {site} in {theme}", faults or ([] if done.returncode == 0 else ["xmllint failed"]))

    # -- the Nu HTML checker --

    def judge_html(self):
        jar = self.modules / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
        done = subprocess.run(["java", "-Xss8m", "-jar", str(jar), "--format", "json", "--exit-zero-always",
                               "--also-check-css", "--skip-non-html", *map(str, self.sites.values())],
                              capture_output=True, text=True, check=False)
        messages = json.loads(done.stderr)["messages"]
        for (site, theme), folder in self.sites.items():
            faults, theirs = [], 0
            for message in messages:
                path = pathlib.Path(urllib.parse.unquote(urllib.parse.urlsplit(message.get("url", "")).path))
                if message["type"] == "info" or folder not in path.parents:
                    continue
                page, line = path.relative_to(folder).as_posix(), message.get("lastLine", 0)
                if line >= content_line(path) and self.is_known("html", site, page):
                    theirs += 1
                    continue
                faults.append(f"{page}:{line}: {message['message']}: {message.get('extract', '')!r}")
            pages = len(list(folder.rglob("*.html")))
            self.rows.append(("Nu HTML checker", f"{site}, {theme}", f"{pages} pages",
                              f"{len(faults)} errors" + (f" ({theirs} in the authors' own HTML)" if theirs else "")))
            self.tell(f"HTML of {site} in {theme}", faults)

    # -- in the browser --

    def run_browser(self, folder, judge, paths):
        done = subprocess.run(["node", str(HERE / "judges" / "browser.mjs"), str(self.modules), str(folder),
                               judge, *paths], capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(f"{judge}: {done.stderr[-2000:]}")
        return [json.loads(line) for line in done.stdout.splitlines()]

    def judge_accessibility(self):
        for (site, theme), folder in self.sites.items():
            pages = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.html")
                           if 'http-equiv="refresh"' not in path.read_text(encoding="utf-8"))
            # Where pages are alike, a few of them; of the big site each in one of the four views.
            judge = "axe-once" if site == "digitalgov" else "axe"
            if site == "everything":
                pages = [page for page in pages if not ALIKE.search(page)]
            elif site == "digitalgov" and theme != THEMES[0]:
                pages = pages[::5]
            results = self.run_browser(folder, judge, pages)
            faults, theirs = [], 0
            for result in results:
                view = f"{result['path']} at {result['width']}, {result['scheme']}"
                if result["overflow"] and not self.is_known("wide", site, result["path"]):
                    faults.append(f"{view}: the page is {result['overflow']} pixels wider than its window")
                for violation in result["violations"]:
                    if violation["within"] and self.is_known("axe", site, result["path"]):
                        theirs += 1
                    else:
                        faults.append(f"{view}: {violation['id']}: {violation['help']}: {violation['nodes'][:2]}")
            self.rows.append(("axe-core", f"{site}, {theme}", f"{len(pages)} pages, {len(results)} views",
                              f"{len(faults)} violations" + (f" ({theirs} in the authors' own HTML)" if theirs else "")))
            self.tell(f"accessibility of {site} in {theme}", faults)

    def judge_lighthouse(self):
        for (site, theme), folder in self.sites.items():
            if site not in ("sample", "digitalgov"):
                continue
            post = {"sample": "2009/10/transforming-the-us-russian-relationship/",
                    "digitalgov": "2018/01/making-customer-satisfaction-data-actionable-at-peace-corps/"}[site]
            assert (folder / post / "index.html").exists(), post
            best = {}
            for attempt in range(TRIES):
                waiting = [path for path in ("", post) if not attempt or any(
                    min(best[path, form][0].values()) < 100 for form in ("desktop", "mobile"))]
                for result in self.run_browser(folder, "lighthouse", waiting) if waiting else []:
                    key, found = (result["path"], result["form"]), (result["scores"], result["audits"])
                    if result.get("error"):
                        raise RuntimeError(result["error"])
                    if key not in best or sum(found[0].values()) > sum(best[key][0].values()):
                        best[key] = found
            faults = []
            for (path, form), (scores, audits) in best.items():
                self.rows.append(("Lighthouse", f"{site}, {theme}", f"{'post' if path else 'front page'}, {form}",
                                  " / ".join(str(score) for score in scores.values())))
                if min(scores.values()) < 100:
                    faults.append(f"{path or 'front page'}, {form}: {scores}: {audits}")
            self.tell(f"Lighthouse of {site} in {theme}", faults)

    def judge_list_of_known(self):
        if any(site == "digitalgov" for site, _theme in self.sites):
            self.tell("every page listed as faulty is so",
                      [f"{judge} {page}: listed, but nothing is wrong" for judge, page in sorted(self.known.keys() - self.met)])

    def write_figures(self, path):
        lines = ["| judge | site, theme | judged | found |", "| --- | --- | --- | --- |"]
        lines += ["| " + " | ".join(html.escape(cell, quote=False) for cell in row) + " |" for row in self.rows]
        pathlib.Path(path).write_text("\n".join(lines) + "\n", encoding="utf-8")


def content_line(path):
    """The line on which the author's own text begins, or one behind the end."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if 'id="content"' in line:
            return number
    return sys.maxsize


def read_known():
    known = {}
    for line in (HERE / "judges" / "known-faults.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            judge, page, reason = line.split("\t")
            known[judge, page] = reason
    return known


def main():
    if not os.environ.get("GALLEY_JUDGES"):
        print("1..0 # SKIP the judges are installed by ./check --site")
        return 0
    with tempfile.TemporaryDirectory(prefix="galley-judges-") as folder:
        judging = Judging(folder)
        judging.make()
        steps = [judging.judge_links, judging.judge_feeds, judging.judge_html, judging.judge_accessibility,
                 judging.judge_lighthouse]
        only = os.environ.get("GALLEY_JUDGE", "")
        for step in steps:
            if only in step.__name__:
                started = time.monotonic()
                step()
                print(f"# {step.__name__}: {time.monotonic() - started:.0f} s", flush=True)
        if not only:
            judging.judge_list_of_known()
        print(f"1..{judging.count}")
        if os.environ.get("GALLEY_FIGURES"):
            judging.write_figures(os.environ["GALLEY_FIGURES"])
        return 1 if judging.failed else 0


if __name__ == "__main__":
    sys.exit(main())
