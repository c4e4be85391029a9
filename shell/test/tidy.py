#!/usr/bin/env python3
"""Runs clang-tidy on the files of src, those first that changed last, and remembers those that passed.

A pass is kept under a key made of the rules, the compile command, the file and every header of ours that it
includes, directly or not. Prints what failed, then `N passed, N failed`; a sample says how many files it left.
"""
import argparse
import concurrent.futures
import hashlib
import json
import pathlib
import re
import subprocess
import sys
import time

INCLUDE = re.compile(rb'^\s*#\s*include\s*"([^"]+)"', re.M)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--root", type=pathlib.Path, required=True)
    parser.add_argument("--cache", type=pathlib.Path, required=True)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--seconds", type=int, default=0, help="start no file after this time; 0: check all")
    return parser.parse_args()


class Headers:
    """The files of ours that a file includes, each read once."""

    def __init__(self, roots):
        self.roots = roots
        self.read = {}

    def content(self, path):
        if path not in self.read:
            data = path.read_bytes()
            found = (self.find(path.parent, name.decode()) for name in INCLUDE.findall(data))
            self.read[path] = (hashlib.sha256(data).hexdigest(), [each for each in found if each])
        return self.read[path]

    def find(self, folder, name):
        for start in (folder, *self.roots):
            path = start / name
            if path.is_file():
                return path.resolve()
        return None

    def closure(self, path):
        seen, waiting = set(), [path.resolve()]
        while waiting:
            path = waiting.pop()
            if path not in seen:
                seen.add(path)
                waiting.extend(self.content(path)[1])
        return sorted(seen)


def key_of(entry, headers, rules, root):
    parts = [rules, entry["command"].replace(str(root), "")]
    folders = pathlib.Path(entry["file"]).relative_to(root).parents
    parts += [own.read_text() for own in (root / folder / ".clang-tidy" for folder in folders[:-1]) if own.is_file()]
    for path in headers.closure(pathlib.Path(entry["file"])):
        parts += [path.name, headers.content(path)[0]]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def check(entry, root):
    found = subprocess.run(["clang-tidy-19", "-quiet", "-p", str(root / "build/tidy"), entry["file"]],
                           capture_output=True, text=True, check=False)
    return found.returncode == 0, found.stdout


def main():
    options = arguments()
    root, started = options.root.resolve(), time.monotonic()
    source = root / "src"
    version = subprocess.run(["clang-tidy-19", "--version"], capture_output=True, text=True, check=True).stdout
    rules = version + (root / ".clang-tidy").read_text()
    headers = Headers([source, root / "build/tidy/generated"])
    options.cache.mkdir(parents=True, exist_ok=True)

    entries = [entry for entry in json.loads((root / "build/tidy/compile_commands.json").read_text())
               if pathlib.Path(entry["file"]).is_relative_to(source)]
    keys = {entry["file"]: key_of(entry, headers, rules, root) for entry in entries}
    waiting = [entry for entry in entries if not (options.cache / keys[entry["file"]]).exists()]
    waiting.sort(key=lambda entry: pathlib.Path(entry["file"]).stat().st_mtime, reverse=True)
    passed, failed, left = len(entries) - len(waiting), 0, 0

    def one(entry):
        if options.seconds and time.monotonic() - started > options.seconds:
            return entry, None, ""
        return (entry, *check(entry, root))

    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        for entry, good, words in pool.map(one, waiting):
            if good is None:
                left += 1
            elif good:
                passed += 1
                (options.cache / keys[entry["file"]]).touch()
            else:
                failed += 1
                print(words.replace(str(root) + "/", ""), flush=True)
    if left:
        print(f"a sample: {left} files were left for --long")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
