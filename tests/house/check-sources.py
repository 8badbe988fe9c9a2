#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The habits that a machine can hold us to: format, licence lines, sizes of files, and a map that
is true."""
import pathlib
import re
import shutil
import subprocess
import sys

ROOT = pathlib.Path(sys.argv[1])
MOST_LINES = 800


def sources(*endings):
    for room in ("src", "tests"):
        for path in sorted((ROOT / room).rglob("*")):
            if path.suffix in endings and "fixtures" not in path.parts:
                yield path


def report(number, name, faults):
    for fault in faults:
        print(f"# {fault}")
    print(f"{'not ok' if faults else 'ok'} {number} - {name}")
    return not faults


def unformatted():
    if shutil.which("clang-format") is None:
        return ["clang-format is not installed"]
    faults = []
    for path in sources(".c", ".h"):
        formatted = subprocess.run(["clang-format", str(path)], capture_output=True, check=True).stdout
        if formatted != path.read_bytes():
            faults.append(f"{path.relative_to(ROOT)} is not formatted: run clang-format -i on it")
    return faults


def unlicensed():
    wanted = "SPDX-License-Identifier: GPL-3.0-or-later"
    return [f"{path.relative_to(ROOT)} has no SPDX line at its top"
            for path in sources(".c", ".h", ".py", ".sql", ".sh")
            if wanted not in "\n".join(path.read_text().splitlines()[:3])]


def too_long():
    return [f"{path.relative_to(ROOT)} has more than {MOST_LINES} lines: split it"
            for path in sources(".c", ".h", ".py")
            if len(path.read_text().splitlines()) > MOST_LINES]


def unmapped():
    """Files that the documents name, by a path or by their name alone; "*" stands for some."""
    faults = []
    for document in sorted([*ROOT.glob("docs/*.md"), *ROOT.glob("*.md"), *ROOT.glob("src/**/README.md")]):
        for name in re.findall(r"`((?:[\w*-]+/)*galley-[\w*-]+\.(?:c|h|ui|sql|css))`", document.read_text()):
            places = [ROOT, ROOT / "src", document.parent]
            if "/" not in name:
                name = f"**/{name}"
            if not any(any(place.glob(name)) for place in places):
                faults.append(f"{document.relative_to(ROOT)} names {name}, which is not there")
    return faults


def main():
    print("1..4")
    sound = [report(1, "sources are formatted", unformatted()),
             report(2, "sources name their licence", unlicensed()),
             report(3, "no source is too long to be read", too_long()),
             report(4, "the documents name files that are there", unmapped())]
    return 0 if all(sound) else 1


if __name__ == "__main__":
    sys.exit(main())
