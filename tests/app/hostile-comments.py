#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Publishes a thousand hostile comments, and hands the sites to the browser that looks at them."""
import pathlib
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "cli"))
import hostile  # pylint: disable=wrong-import-position
from galleyctl_test import call  # pylint: disable=wrong-import-position

with tempfile.TemporaryDirectory(prefix="galley-hostile-") as name:
    folder = pathlib.Path(name)
    hostile.site(call, folder)
    sites = hostile.export(call, folder)
    sys.exit(subprocess.run([sys.argv[2], *map(str, sites)], check=False).returncode)
