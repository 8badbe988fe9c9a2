#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures the export of a site, and prints what it costs beside Hugo and beside the floor.

usage: bench-site.py BUILD [--posts N] [--rounds N] [--sizes N,N,N] [--disk DIR] [--memory DIR]
                     [--no-hugo] [--no-related]

BUILD is the build folder. The project is made, the same texts go to all sides, and the sides take
turns, so that a busy machine slows all of them. Figures are medians. Ends with 1 where a target is
missed. Hugo is Debian's (apt-get install hugo); where it is not there, its rows are left out.
"""
import argparse
import json
import multiprocessing
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
MIB = 1024 * 1024


class Run:
    """What one process took."""

    def __init__(self, command, **options):
        start = time.perf_counter()
        process = subprocess.Popen([str(word) for word in command], **options)
        output = process.stdout.read() if process.stdout else b""
        _, status, usage = os.wait4(process.pid, 0)
        self.wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        self.cpu = usage.ru_utime + usage.ru_stime
        self.memory = usage.ru_maxrss * 1024
        self.output = output.decode()
        if process.returncode != 0:
            sys.exit(f"bench-site: {' '.join(map(str, command))}: exit {process.returncode}\n{self.output}")


def run(*command):
    return Run(command, stdout=subprocess.PIPE)


def median(runs, key=lambda one: one.wall):
    return statistics.median(key(one) for one in runs)


def clear(folder):
    shutil.rmtree(folder, ignore_errors=True)
    os.sync()


def read_extract(folder):
    """The posts as (fields, text), and the comments by the post's slug."""
    comments = {}
    for line in (folder / "comments.jsonl").read_text().splitlines():
        comment = json.loads(line)
        comments.setdefault(comment["post"], []).append(comment)
    posts = []
    for path in sorted((folder / "posts").glob("*.md")):
        head, text = path.read_text()[4:].split("\n---\n", 1)
        fields = {"tags": []}
        for line in head.splitlines():
            if line.startswith("  - "):
                fields["tags"].append(json.loads(line[4:]))
            elif not line.endswith(":"):
                name, value = line.split(": ", 1)
                fields[name] = json.loads(value) if value[0] in '"0123456789' and "T" not in value[:12] else value
        posts.append((fields, text))
    return posts, comments


def make_hugo_source(extract, folder, related):
    """The same site for Hugo: its texts, and a theme with the same pages."""
    shutil.copytree(HERE / "hugo", folder)
    posts, comments = read_extract(extract)
    counts = {}
    for fields, _ in posts:
        counts[fields.get("series")] = counts.get(fields.get("series"), 0) + 1
    (folder / "content" / "posts").mkdir(parents=True)
    newest = []
    for fields, text in posts:
        slug = fields["slug"]
        mine = comments.get(slug, [])
        matter = {"title": fields["title"], "date": fields["date"], "slug": slug, "tags": fields["tags"]}
        if "series" in fields:
            matter["series"] = [fields["series"]]
            matter["part"] = int(fields["part"])
            matter["part_text"] = f"Part {fields['part']} of {counts[fields['series']]}"
        matter["comments"] = [
            {key: comment[key] for key in ("id", "name", "place", "date", "body")} for comment in mine
        ]
        newest += [
            dict(comment, post_title=fields["title"], address=f"/{fields['date'][:4]}/{fields['date'][5:7]}/{slug}/")
            for comment in mine
        ]
        (folder / "content" / "posts" / f"{slug}.md").write_text(json.dumps(matter) + "\n\n" + text)
    write = lambda path, matter: (
        (folder / "content" / path).parent.mkdir(parents=True, exist_ok=True),
        (folder / "content" / path).write_text(json.dumps(matter) + "\n"),
    )
    for year in sorted({fields["date"][:4] for fields, _ in posts}):
        write(f"archive/{year}.md", {"title": f"Archive {year}", "year": int(year), "url": f"/archive/{year}/"})
    write("archive/all.md", {"title": "Archive", "url": "/archive/"})
    write("feeds/comments.md", {"title": "Comments", "outputs": ["RSS"], "url": "/comments/"})
    for name in {name for name in counts if name is not None}:
        slug = re.sub(r"[^a-z0-9]+", "-", name.lower())
        write(f"series/{slug}/_index.md", {"title": name, "outputs": ["HTML", "RSS"]})
    newest.sort(key=lambda comment: comment["date"], reverse=True)
    (folder / "data").mkdir()
    (folder / "data" / "newest_comments.json").write_text(json.dumps(newest[:20]))
    (folder / "static").mkdir()
    shutil.copy(HERE.parents[1] / "data" / "themes" / "dispatch" / "assets" / "style.css", folder / "static")
    if related:
        config = json.loads((folder / "config.json").read_text())
        config["params"]["related"] = True
        (folder / "config.json").write_text(json.dumps(config))


def count_files(folder):
    files = [path for path in folder.rglob("*") if path.is_file()]
    return len(files), sum(path.stat().st_size for path in files)


class Bench:
    def __init__(self, build, rounds):
        self.galleyctl = build / "src" / "cli" / "galleyctl"
        self.make = build / "tests" / "bench" / "make-project"
        self.floor = build / "tests" / "bench" / "bench-floor"
        self.hugo = shutil.which("hugo")
        self.rounds = rounds
        self.rows = []
        self.missed = 0

    def add(self, what, figure, target=None, good=None):
        verdict = "" if good is None else "yes" if good else "**no**"
        self.missed += good is False
        self.rows.append((what, figure, target or "", verdict))

    def print(self):
        print("| what | measured | target | met |\n| --- | ---: | ---: | --- |")
        for row in self.rows:
            print("| " + " | ".join(row) + " |")

    def full(self, where, name, project, extract, hugo_source, hugo_target, floor_target):
        """Full exports: Galley, Hugo and the floor in turn."""
        galley, floor, hugo, kept = [], [], [], where / "bench-site-kept"
        run(self.galleyctl, "export", project, kept, "--full")
        # Each run has a folder of its own, and all go at the end: a disk is busy for seconds with
        # what was deleted, and the next run would wait for it.
        for number in range(self.rounds):
            os.sync()
            galley.append(run(self.galleyctl, "export", project, where / f"galley-{number}", "--full"))
            os.sync()
            one = run(self.floor, extract, kept, where / f"floor-{number}")
            one.rendering, one.writing, one.cpu = map(float, one.output.split())
            floor.append(one)
            if self.hugo and number < max(1, min(3, self.rounds)):
                out = where / f"hugo-{number}"
                os.sync()
                hugo.append(run(self.hugo, "--quiet", "--source", hugo_source, "--destination", out))
                self.hugo_files = count_files(out)
        self.galley_files = count_files(kept)
        for folder in [kept, *where.glob("galley-*"), *where.glob("floor-*"), *where.glob("hugo-*")]:
            shutil.rmtree(folder)
        os.sync()
        took = median(galley)
        least = median(floor, lambda one: one.rendering + one.writing)
        self.add(f"full export, {name}: Galley", f"{took:.2f} s ({median(galley, lambda one: one.cpu):.2f} s of CPU)")
        self.add(
            f"full export, {name}: the floor",
            f"{least:.2f} s ({median(floor, lambda one: one.rendering):.2f} libcmark, "
            f"{median(floor, lambda one: one.writing):.2f} writing)",
        )
        self.add(
            f"full export, {name}: Galley / floor", f"{took / least:.2f}", f"at most {floor_target}", took / least <= floor_target
        )
        work_done = median(galley, lambda one: one.cpu)
        self.add(
            f"full export, {name}: Galley / floor, processor time",
            f"{work_done / median(floor, lambda one: one.cpu):.2f}",
        )
        if hugo:
            slow = median(hugo)
            self.add(f"full export, {name}: Hugo", f"{slow:.2f} s ({median(hugo, lambda one: one.cpu):.2f} s of CPU)")
            self.add(
                f"full export, {name}: Hugo / Galley", f"{slow / took:.1f}", f"at least {hugo_target}", slow / took >= hugo_target
            )
            self.add(
                f"full export, {name}: Hugo / Galley, processor time",
                f"{median(hugo, lambda one: one.cpu) / work_done:.1f}",
            )
            self.hugo_memory = median(hugo, lambda one: one.memory)
        self.memory = median(galley, lambda one: one.memory)

    def decisions(self, project, site, size):
        """One comment trashed or approved and the site exported again."""
        comments = json.loads(run(self.galleyctl, "comments", project, "--status", "approved", "--json").output)
        chosen = str(comments[len(comments) // 2]["id"])
        runs = []
        for number in range(max(5, self.rounds)):
            run(self.galleyctl, "review", project, "approve" if number % 2 else "trash", chosen)
            runs.append(run(self.galleyctl, "export", project, site))
        took = median(runs)
        self.add(
            f"one comment decided among {size:,} posts, exported again",
            f"{took * 1000:.0f} ms ({median(runs, lambda one: one.cpu) * 1000:.0f} ms of CPU)",
            "at most 30 ms",
            took <= 0.030,
        )

    def edits(self, where, sizes):
        """One post's text edited and the site exported again, at several sizes."""
        took = {}
        for size in sizes:
            project, site = where / f"bench-site-{size}.galley", where / "bench-site-out"
            clear(site)
            run(self.make, project, size)
            run(self.galleyctl, "export", project, site)
            runs = []
            for number in range(max(5, self.rounds)):
                run(self.make, "--edit", project, size // 2, f"Once more, for the {number}th time.")
                runs.append(run(self.galleyctl, "export", project, site))
            took[size] = median(runs)
            self.add(
                f"one text edited among {size:,}, exported again",
                f"{took[size] * 1000:.0f} ms ({median(runs, lambda one: one.cpu) * 1000:.0f} ms of CPU)",
                "at most 30 ms",
                took[size] <= 0.030,
            )
            self.decisions(project, site, size)
            clear(site)
            for path in where.glob(f"bench-site-{size}.galley*"):
                path.unlink()
        if len(sizes) > 1:
            ratio = took[sizes[-1]] / took[sizes[0]]
            self.add(f"the same: {sizes[-1]:,} / {sizes[0]:,}", f"{ratio:.1f}", "at most 3", ratio <= 3)


def take_the_machine():
    """Has what is started here come before what else runs; without the right to it, it does not."""
    try:
        pathlib.Path("/proc/self/autogroup").write_text("-20")
    except OSError:
        pass


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("--posts", type=int, default=10000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--sizes", default="1000,10000,100000", help="for the edit; empty: leave it out")
    parser.add_argument("--memory", type=pathlib.Path, default=pathlib.Path("/dev/shm"))
    parser.add_argument("--disk", type=pathlib.Path, default=pathlib.Path("/var/tmp"))
    parser.add_argument("--no-related", action="store_true", help="have Hugo list no related posts")
    parser.add_argument("--no-hugo", action="store_true")
    options = parser.parse_args()

    take_the_machine()
    bench = Bench(options.build.resolve(), options.rounds)
    if options.no_hugo:
        bench.hugo = None
    elif bench.hugo is None:
        print("bench-site: there is no hugo (apt-get install hugo): its rows are left out", file=sys.stderr)
    with tempfile.TemporaryDirectory(dir=options.memory, prefix="bench-site-") as memory, tempfile.TemporaryDirectory(
        dir=options.disk, prefix="bench-site-"
    ) as disk:
        memory, disk = pathlib.Path(memory), pathlib.Path(disk)
        project, extract, source = memory / "made.galley", memory / "texts", memory / "hugo"
        if options.posts:
            run(bench.make, project, options.posts)
            run(bench.galleyctl, "extract", project, extract)
            # In a process of its own: what this one held at most would count as its children's peak.
            maker = multiprocessing.Process(target=make_hugo_source, args=(extract, source, not options.no_related))
            maker.start()
            maker.join()
            if maker.exitcode != 0:
                sys.exit("bench-site: could not make the source for Hugo")
            bench.full(memory, "in memory", project, extract, source, 10, 2)
            bench.full(disk, "on disk", project, extract, source, 6, 1.5)
            bench.add("peak memory: Galley", f"{bench.memory / MIB:.0f} MiB", "at most 120 MiB", bench.memory <= 120 * MIB)
            if bench.hugo:
                bench.add("peak memory: Hugo", f"{bench.hugo_memory / MIB:.0f} MiB")
        if options.sizes:
            bench.edits(memory, [int(size) for size in options.sizes.split(",")])
    if options.posts:
        print(f"{options.posts:,} posts; Galley wrote {bench.galley_files[0]:,} files of {bench.galley_files[1] / 1e6:.0f} MB", end="")
        print(f", Hugo {bench.hugo_files[0]:,} of {bench.hugo_files[1] / 1e6:.0f} MB." if bench.hugo else ".")
    print()
    bench.print()
    return 1 if bench.missed else 0


if __name__ == "__main__":
    sys.exit(main())
