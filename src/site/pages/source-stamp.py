#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Names the state of the sources that make pages, so that what another state made is made again:
source-stamp.py OUT.h OUT.d FOLDER..."""
import glob
import hashlib
import sys

header, depfile, *folders = sys.argv[1:]
sources = sorted(name for folder in folders for name in glob.glob(f"{folder}/**/*.[ch]", recursive=True))
digest = hashlib.sha256()
for name in sources:
    with open(name, "rb") as file:
        digest.update(file.read())
with open(header, "w", encoding="utf-8") as file:
    file.write(f'#define GALLEY_SOURCE_STAMP "{digest.hexdigest()}"\n')
with open(depfile, "w", encoding="utf-8") as file:
    file.write(f"{header}: {' '.join(name.replace(' ', chr(92) + ' ') for name in sources)}\n")
