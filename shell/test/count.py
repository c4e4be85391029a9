#!/usr/bin/env python3
"""Counts the test cases of one run of CTest: count.py BUILD-FOLDER JUNIT-FILE prints `N passed, N failed`.

A program of Catch2 tests leaves test-results/<name>.json and counts with its test cases; any other test, and a
program that died before it wrote its report, counts as one.
"""
import json
import pathlib
import sys
import xml.etree.ElementTree


def cases(report, ran_well):
    try:
        totals = json.loads(report.read_text())["test-run"]["totals"]["test-cases"]
    except (OSError, ValueError, KeyError):
        return (1, 0) if ran_well else (0, 1)
    passed, failed = totals["passed"] + totals["fail-but-ok"], totals["failed"]
    return (passed, failed) if ran_well or failed else (passed, 1)


def main():
    build, junit = map(pathlib.Path, sys.argv[1:3])
    passed = failed = 0
    for test in xml.etree.ElementTree.parse(junit).getroot().iter("testcase"):
        if test.get("status") not in ("run", "fail"):
            continue
        good, bad = cases(build / "test-results" / (test.get("name") + ".json"), test.get("status") == "run")
        passed, failed = passed + good, failed + bad
    print(f"{passed} passed, {failed} failed")


if __name__ == "__main__":
    main()
