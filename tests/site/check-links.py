#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tells the dead links, anchors and identifiers of an exported site: see site_links.py.

usage: check-links.py FOLDER [--url ADDRESS] [--expected FILE]

FILE lists what is known and is the fault of a text's author, not of the program that made the pages:
lines of PAGE, ADDRESS and the reason, parted by tabs. What is listed and does not occur is told too.
Ends with 1 where something is wrong.
"""
import argparse
import sys

import site_links


def read_expected(path):
    expected = {}
    if path:
        with open(path, encoding="utf-8") as lines:
            for line in lines:
                if line.strip() and not line.startswith("#"):
                    page, address, reason = line.rstrip("\n").split("\t")
                    expected[page, address] = reason
    return expected


def main():
    parser = argparse.ArgumentParser(description="Tells the dead links of an exported site.")
    parser.add_argument("folder")
    parser.add_argument("--url", default="", help="the address it will stand at")
    parser.add_argument("--expected", help="a list of what is known")
    options = parser.parse_args()
    expected = read_expected(options.expected)
    site = site_links.Site(options.folder, options.url)
    unexpected, met = [], set()
    for where, address, why in site.check():
        page = where.partition(":")[0]
        if (page, address) in expected:
            met.add((page, address))
        else:
            unexpected.append(f"{where}: {address}: {why}")
    for key in sorted(set(expected) - met):
        unexpected.append(f"{key[0]}: {key[1]}: is listed as dead, but is not there or works")
    for line in unexpected:
        print(line)
    print(f"{len(site.pages)} pages, {site.checked} internal addresses: {len(unexpected)} wrong, "
          f"{len(met)} wrong in their authors' own texts")
    return 1 if unexpected else 0


if __name__ == "__main__":
    sys.exit(main())
