#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is installed knows neither the folder of the source nor that of the build: it would read there,
or be another program for having been built elsewhere."""
import os
import pathlib
import subprocess
import sys
import tempfile

SOURCE, BUILD, MESON = sys.argv[1:]


def main():
    print("1..1")
    faults = []
    with tempfile.TemporaryDirectory(prefix="galley-installed-") as folder:
        done = subprocess.run([MESON, "install", "-C", BUILD, "--no-rebuild"], check=False, text=True,
                              env={**os.environ, "DESTDIR": folder}, capture_output=True)
        files = [path for path in pathlib.Path(folder).rglob("*") if path.is_file()]
        if done.returncode != 0 or not files:
            faults.append(f"nothing could be installed: {done.stdout[-500:]!r} {done.stderr[-500:]!r}")
        for path in files:
            # In a folder "/" each path would be named.
            faults += [f"{path.relative_to(folder)} names {place}" for place in (SOURCE, BUILD)
                       if len(place) > 1 and place.encode() in path.read_bytes()]
    for fault in faults:
        print(f"# {fault}")
    print(f"{'not ok' if faults else 'ok'} 1 - what is installed names neither the source nor the build")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
