#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Adds up the results that `meson test` left as JUnit files and prints the closing line."""
import json
import sys
import xml.etree.ElementTree as tree


def count_broken(path):
    """Programs that failed though all tests in them passed: a leak, a crash at the end, no plan."""
    suites = {suite.get("name"): suite for suite in tree.parse(path).getroot().iter("testsuite")}
    broken = 0
    with open(path.replace(".junit.xml", ".json"), encoding="utf-8") as log:
        for line in log:
            test = json.loads(line)
            if test["result"] in ("OK", "SKIP", "EXPECTEDFAIL"):
                continue
            name = test["name"].split(" / ")[-1]
            told = any(case.find("failure") is not None or case.find("error") is not None
                       for suite_name, suite in suites.items() if suite_name.endswith(name)
                       for case in suite.iter("testcase"))
            if not told:
                broken += 1
                print(f"check: failed: {name}: {test['result']}")
    return broken


def main(paths):
    passed = failed = skipped = 0
    for path in paths:
        try:
            cases = list(tree.parse(path).getroot().iter("testcase"))
        except (OSError, tree.ParseError) as error:
            print(f"check: {path} holds no results: {error}")
            failed += 1
            continue
        if not cases:
            print(f"check: {path}: no test was run")
            failed += 1
        failed += count_broken(path)
        for case in cases:
            if case.find("failure") is not None or case.find("error") is not None:
                failed += 1
                print(f"check: failed: {case.get('classname', '')} {case.get('name')}")
            elif case.find("skipped") is not None:
                skipped += 1
            else:
                passed += 1
    tail = f", {skipped} skipped" if skipped else ""
    print(f"{passed} passed, {failed} failed{tail}")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
