# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs galleyctl as a person or a script would, and prints TAP."""
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import traceback

PROGRAM = sys.argv[1]


class Result:
    def __init__(self, done):
        self.status = done.returncode
        self.out = done.stdout
        self.complaint = done.stderr.decode("utf-8", "replace")

    @property
    def text(self):
        return self.out.decode("utf-8")

    @property
    def json(self):
        return json.loads(self.out)


def call(*arguments, given=b"", expect=0, **environment):
    """Runs one verb and holds it to its exit status."""
    variables = dict(os.environ, LC_ALL="C", TZ="America/New_York", G_DEBUG="fatal-criticals",
                     **environment)
    variables.pop("DISPLAY", None)
    done = Result(subprocess.run([PROGRAM, *map(str, arguments)], input=given, env=variables,
                                 capture_output=True, timeout=100, check=False))
    assert done.status == expect, f"{arguments}: {done.status} in place of {expect}: {done.complaint}"
    if expect == 2:
        lines = done.complaint.strip().splitlines()
        assert len(lines) == 1, f"more than a line: {done.complaint}"
        assert lines[0].startswith(f"galleyctl: {arguments[0]}: "), done.complaint
    return done


class Folder:
    """A place for one test, with short names for what is in it."""

    def __init__(self, path):
        self.path = pathlib.Path(path)
        self.site = self.path / "t.galley"

    def __truediv__(self, name):
        return self.path / name

    def write(self, name, text):
        path = self.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(text, bytes):
            path.write_bytes(text)
        else:
            path.write_text(text, encoding="utf-8")
        return path

    def sample(self):
        call("new", self.site, "--sample")
        return self.site

    def empty(self):
        call("new", self.site, "--title", "Tést")
        return self.site

    def posts(self, *options):
        return call("posts", self.site, "--json", *options).json

    def comments(self, *options):
        return call("comments", self.site, "--json", *options).json


def run(tests):
    print(f"1..{len(tests)}")
    sound = True
    for number, test in enumerate(tests, 1):
        name = test.__name__.removeprefix("test_")
        with tempfile.TemporaryDirectory(prefix="galleyctl-") as path:
            try:
                test(Folder(path))
                print(f"ok {number} - /cli/{name}", flush=True)
            except Exception:  # pylint: disable=broad-except
                sound = False
                for line in traceback.format_exc().splitlines():
                    print(f"# {line}")
                print(f"not ok {number} - /cli/{name}", flush=True)
    sys.exit(0 if sound else 1)
