#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes a C string out of an SQL file: sql-to-c.py IN.sql OUT.h NAME"""
import sys

source, target, name = sys.argv[1:]
with open(source, encoding="utf-8") as file:
    lines = [line.rstrip("\n") for line in file if not line.startswith("--")]
with open(target, "w", encoding="utf-8") as file:
    file.write(f"static const char {name}[] =\n")
    for line in lines:
        escaped = line.replace("\\", "\\\\").replace('"', '\\"')
        file.write(f'  "{escaped}\\n"\n')
    file.write("  ;\n")
