#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What files know of each other, by the symbols of their objects: no
circle, nothing of another room's library, nothing that nobody else calls, nothing unexplained."""
import collections
import json
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(sys.argv[1]).resolve()
BUILD = pathlib.Path(sys.argv[2]).resolve()

# By how its symbols begin: the rooms that may use a library. The first that fits counts.
LIBRARIES = {
    "sqlite3_": {"store"},
    "cmark_": {"markdown"},
    "gdk_pixbuf_": {"pictures", "app"},
    "gdk_": {"app"},
    "gtk_": {"app"},
    "webkit_": {"app"},
    "gspell_": {"app"},
    "hdy_": {"app"},
    "archive_": {"remote"},
    "soup_": {"desk", "app"},
    "g_subprocess": {"remote", "app"},
}
# What prints or logs.
PRINTS = re.compile(r"(g_print(err)?|g_log(v|_.*)?|(__)?v?f?printf(_chk)?|"
                    r"puts|putchar|perror|stdout|stderr)$")
TALKERS = {"cli", "app"}
# What is not so yet, by rule: the files that break it. It only ever shrinks.
STILL = {}
DOC = re.compile(r"^/\*\*\n \* (\w+):?\n", re.MULTILINE)
COMMENT = re.compile(r"/\*.*?\*/|//[^\n]*", re.DOTALL)
STRING = re.compile(r'"(?:\\.|[^"\\\n])*"')
# What g_autoptr() and g_auto() call explains itself.
CLEANER = re.compile(r"^G_DEFINE_AUTO\w+ \(\w+,\s*(\w+)", re.MULTILINE)
WORD = re.compile(r"\b[A-Za-z_]\w+")
INCLUDE = re.compile(r'^#include "([^"]+)"', re.MULTILINE)
# A class of GObject's, and where its state is laid open.
CLASS = re.compile(r"^G_DEFINE_(?:FINAL_|ABSTRACT_)?TYPE\w* \((Galley\w+),", re.MULTILINE)
STATE = re.compile(r"^struct _(Galley\w+)\s*\{", re.MULTILINE)


def unit_of(path):
    """A .c file and its headers, public and private, are one thing."""
    return str(path.with_suffix("")).removesuffix("-private")


def room_of(unit):
    return pathlib.PurePath(unit).parts[1]


class House:
    """The units of src/, what each defines, and what it uses of others."""

    def __init__(self):
        self.words = set()  # of all code; not of comments and strings
        self.raw = {}  # by path
        for path in sorted((ROOT / "src").rglob("*.[ch]")):
            name = path.relative_to(ROOT)
            self.raw[name] = path.read_text(encoding="utf-8")
            self.words.update(WORD.findall(STRING.sub("", COMMENT.sub("", self.raw[name]))))
        self.built = {}  # the object of each source that is built, tests too
        for entry in json.loads((BUILD / "compile_commands.json").read_text(encoding="utf-8")):
            path = (pathlib.Path(entry["directory"]) / entry["file"]).resolve()
            if path.is_relative_to(ROOT) and not path.is_relative_to(BUILD):
                self.built[pathlib.Path(entry["directory"], entry["output"])] = path.relative_to(ROOT)
        self.defines = {}  # what each symbol that others may use is, and its unit
        self.uses = collections.defaultdict(set)  # the symbols of others, by unit or by test
        self.read_objects()

    def read_objects(self):
        listed = subprocess.run(["nm", "--print-file-name", *map(str, self.built)], check=True,
                                capture_output=True, text=True).stdout
        for line in listed.splitlines():
            file, _, symbol = line.rpartition(":")
            *_, kind, name = symbol.split()
            unit = unit_of(self.built[pathlib.Path(file)])
            if kind == "U":
                self.uses[unit].add(name)
            elif kind in "TDBRC" and unit.startswith("src/"):
                self.defines[name] = kind, unit

    def owner(self, name):
        return self.defines.get(name, (None, None))[1]

    def calls(self):
        """Which other units each unit calls, and what of them."""
        found = collections.defaultdict(lambda: collections.defaultdict(set))
        for unit, names in self.uses.items():
            for name in names:
                if unit.startswith("src/") and name in self.defines:
                    found[unit][self.owner(name)].add(name)
        return found

    def includes(self):
        """Which other headers each header includes: of two with a name, that of its own room."""
        headers = collections.defaultdict(list)
        for path in self.raw:
            if path.suffix == ".h":
                headers[path.name].append(path)
        found = collections.defaultdict(lambda: collections.defaultdict(set))
        for path, text in self.raw.items():
            for name in INCLUDE.findall(text) if path.suffix == ".h" else ():
                for other in sorted(headers[name], key=lambda other: room_of(other) != room_of(path))[:1]:
                    found[str(path)][str(other)].add("includes it")
        return found


def circles(arrows):
    """The strongly connected parts of more than one unit (Tarjan)."""
    numbers, lowest, path, found = {}, {}, [], []

    def visit(unit):
        numbers[unit] = lowest[unit] = len(numbers)
        path.append(unit)
        for other in sorted(arrows[unit]):
            if other not in numbers:
                visit(other)
            if other in path:
                lowest[unit] = min(lowest[unit], lowest[other])
        if lowest[unit] == numbers[unit]:
            part = path[path.index(unit):]
            del path[path.index(unit):]
            if len(part) > 1:
                found.append(sorted(part))

    sys.setrecursionlimit(10_000)
    for unit in sorted(arrows):
        if unit not in numbers:
            visit(unit)
    return found


def in_circles(house):
    for arrows in (house.calls(), house.includes()):
        for circle in circles(arrows):
            yield circle, f"a circle of {len(circle)}: {' '.join(circle)}"
            for unit in circle:
                for other in sorted(set(arrows[unit]) & set(circle)):
                    yield circle, f"  {unit} -> {other}: {', '.join(sorted(arrows[unit][other])[:6])}"


def laid_open(house):
    classes = {name for text in house.raw.values() for name in CLASS.findall(text)}
    for path, text in house.raw.items():
        for name in classes.intersection(STATE.findall(text)) if path.suffix == ".h" else ():
            yield [unit_of(path)], f"{path} lays the state of {name} open to other files"


def unbuilt(house):
    built = set(house.built.values())
    for path in house.raw:
        if path.suffix == ".c" and path not in built:
            yield [unit_of(path)], f"{path} is part of no program"


def strangers(house):
    for unit, names in house.uses.items():
        if not unit.startswith("src/"):
            continue
        for name in names:
            prefix = next((prefix for prefix in LIBRARIES if name.startswith(prefix)), None)
            if prefix and room_of(unit) not in LIBRARIES[prefix]:
                yield [unit], f"{unit} uses {name}"


def printing(house):
    for unit, names in house.uses.items():
        if unit.startswith("src/") and room_of(unit) not in TALKERS:
            for name in filter(PRINTS.match, names):
                yield [unit], f"{unit} prints or logs, by {name}"


def offered(house, kinds="TDBRC"):
    """What headers offer of functions and variables; what macros declare is left out."""
    return {name: unit for name, (kind, unit) in house.defines.items()
            if kind in kinds and name != "main" and not name.endswith(("_get_type", "_error_quark"))}


def cleaners(house):
    """What ends an object for g_autoptr() and g_auto(), whether or not anybody leaves that to them."""
    return {name for text in house.raw.values() for name in CLEANER.findall(text)}


def unshared(house):
    used = cleaners(house)
    for unit, names in house.uses.items():
        used |= {name for name in names if house.owner(name) != unit}
    for name, unit in offered(house).items():
        if name not in used:
            yield [unit], f"{name} of {unit} is used nowhere else: make it static, or remove it"


def unexplained(house):
    explained = {name for text in house.raw.values() for name in DOC.findall(text)}
    for name, unit in offered(house, "T").items():
        if name not in explained | cleaners(house):
            yield [unit], f"{name} of {unit} has no doc comment"
    for name in explained - house.words:
        yield [], f"{name}, which a doc comment explains, is not there"


def main():
    house = House()
    checks = [("every source is part of a program", unbuilt),
              ("no files need each other in a circle", in_circles),
              ("an object's state is one file's own", laid_open),
              ("each library is used in its rooms alone", strangers),
              ("below cli and app nothing prints or logs", printing),
              ("what a file offers is used by another", unshared),
              ("every function that is offered is explained", unexplained)]
    print(f"1..{len(checks)}")
    sound = True
    for number, (name, check) in enumerate(checks, 1):
        still = STILL.get(check.__name__, set())
        faults, met = [], set()
        for units, fault in check(house):
            met.update(units)
            if not units or not still.issuperset(units):
                faults.append(fault)
        faults += [f"{unit} is mended: take it from {check.__name__} in STILL of tests/house/check-files.py"
                   for unit in sorted(still - met)]
        for fault in dict.fromkeys(faults):
            print(f"# {fault}")
        print(f"{'not ok' if faults else 'ok'} {number} - {name}")
        sound = sound and not faults
    return 0 if sound else 1


if __name__ == "__main__":
    sys.exit(main())
