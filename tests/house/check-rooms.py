#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The direction of the house: no room includes what is beside or above it, each library has its one
room, and galleyctl links nothing of a window."""
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(sys.argv[1])
PROGRAM = sys.argv[2]

# Which rooms a room may include, itself aside.
BELOW = {
    "base": set(),
    "store": {"base"},
    "markdown": {"base"},
    "theme": {"base"},
    "places": {"base"},
    "pictures": {"base"},
    "formats": {"base"},
    "remote": {"base"},
    "review": {"store", "markdown", "theme", "base"},
    "site": {"store", "markdown", "theme", "places", "pictures", "base"},
    "publish": {"site", "store", "markdown", "theme", "places", "pictures", "remote", "base"},
    "intake": {"review", "store", "markdown", "theme", "pictures", "formats", "base"},
    "extract": {"store", "markdown", "pictures", "formats", "base"},
    "desk": {"publish", "intake", "extract", "site", "review", "store", "markdown", "theme",
             "places", "pictures", "formats", "remote", "base"},
    "cli": {"desk", "publish", "intake", "extract", "site", "review", "store", "markdown",
            "theme", "places", "pictures", "formats", "remote", "base"},
    "app": {"desk", "publish", "intake", "extract", "site", "review", "store", "markdown",
            "theme", "places", "pictures", "formats", "remote", "base"},
}
# The floors of a room that has some, and which others of it each may include.
FLOORS = {
    "store": {"core": set(), "posts": {"core"}, "media": {"core"}, "comments": {"core", "posts"},
              "published": {"core", "posts", "media", "comments"}},
    "site": {"words": set(), "model": {"words"}, "pages": {"model", "words"}},
}
# Headers that only one room may include.
OWNED = {
    "sqlite3.h": {"store"},
    "cmark.h": {"markdown"},
    "gtk/": {"app"},
    "webkit2/": {"app"},
    "webkit/": {"app"},
    "gtksourceview/": {"app"},
    "gspell/": {"app"},
    "handy.h": {"app"},
    "libhandy": {"app"},
    "archive.h": {"remote"},
}
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.MULTILINE)


def sources():
    for room in BELOW:
        for path in sorted((ROOT / "src" / room).rglob("*.[ch]")):
            yield room, path


def homes():
    """In which rooms there is a header of a name: private ones may share one."""
    found = {}
    for room, path in sources():
        if path.suffix == ".h":
            found.setdefault(path.name, set()).add(room)
    return found


def uphill():
    owners = homes()
    for room, path in sources():
        for kind, name in INCLUDE.findall(path.read_text(encoding="utf-8")):
            rooms = owners.get(pathlib.PurePath(name).name, set())
            if kind == '"' and rooms and room not in rooms and not rooms & BELOW[room]:
                yield f"{path.relative_to(ROOT)} includes {name} of {', '.join(sorted(rooms))}"
            if kind == '"' and ".." in name:
                yield f"{path.relative_to(ROOT)} includes {name} by its place"


def private():
    owners = homes()
    for room, path in sources():
        for _, name in INCLUDE.findall(path.read_text(encoding="utf-8")):
            base = pathlib.PurePath(name).name
            if base.endswith("-private.h") and base in owners and room not in owners[base]:
                yield f"{path.relative_to(ROOT)} includes {name}, which is private to its room"


def strangers():
    for room, path in sources():
        for _, name in INCLUDE.findall(path.read_text(encoding="utf-8")):
            for header, rooms in OWNED.items():
                if name.startswith(header) and room not in rooms:
                    yield f"{path.relative_to(ROOT)} includes {name}"


def climbing():
    owners = {(room, path.name): path.parent.name for room, path in sources() if path.suffix == ".h"}
    for room, path in sources():
        floor = path.parent.name
        for _, name in INCLUDE.findall(path.read_text(encoding="utf-8")) if room in FLOORS else ():
            other = owners.get((room, name), floor)
            if other not in FLOORS[room][floor] | {floor}:
                yield f"{path.relative_to(ROOT)} includes {name} of {other}"


def linked():
    """What galleyctl needs, and what that needs in turn."""
    out = subprocess.run(["ldd", PROGRAM], capture_output=True, text=True, check=True).stdout
    for line in out.splitlines():
        if re.search(r"lib(gtk|gdk|webkit|handy|gspell|gtksource|X11|wayland)[-_0-9.a-z]*\.so", line) \
                and "libgdk_pixbuf" not in line:
            yield f"galleyctl links {line.strip()}"


def crowded():
    for room in sorted(path.name for path in (ROOT / "src").iterdir() if path.is_dir()):
        if room not in BELOW:
            yield f"src/{room} is no room of the house"
        readme = ROOT / "src" / room / "README.md"
        if not readme.exists():
            yield f"src/{room} has no README.md"
        elif len(readme.read_text(encoding="utf-8").splitlines()) > 20:
            yield f"src/{room}/README.md has more than 20 lines"


def main():
    checks = [("no room includes what is beside or above it", uphill),
              ("what is private to a room stays in it", private),
              ("no floor of a room includes what is beside or above it", climbing),
              ("each library has its one room", strangers),
              ("galleyctl links nothing of a window", linked),
              ("every room says what it is for in at most 20 lines", crowded)]
    print(f"1..{len(checks)}")
    sound = True
    for number, (name, check) in enumerate(checks, 1):
        faults = sorted(set(check()))
        for fault in faults:
            print(f"# {fault}")
        print(f"{'not ok' if faults else 'ok'} {number} - {name}")
        sound = sound and not faults
    return 0 if sound else 1


if __name__ == "__main__":
    sys.exit(main())
