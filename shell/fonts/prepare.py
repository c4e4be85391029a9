#!/usr/bin/python3
"""Makes the kiosk's font files and their index from the packages' fonts.

    prepare.py --node-modules DIR --system-fonts DIR --translations DIR --output DIR [--cache DIR] [--jobs N]

Writes OUTPUT/fonts/*.ttf, OUTPUT/fonts/fonts.index and OUTPUT/fonts/han.index
(format: src/text/FONT_INDEX.md). What is made depends on faces.py and on the letters of the
translations; the same sources give the same bytes. A file whose sources and recipe have not
changed since the last run is left as it is, or copied from the cache that
several build folders share.
"""

import argparse
import concurrent.futures
import dataclasses
import hashlib
import json
import os
import pathlib
import sys

sys.dont_write_bytecode = True

import faces  # noqa: E402
import index  # noqa: E402
import languages  # noqa: E402
import recipes  # noqa: E402

STAMP = ".prepared.json"


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--node-modules", type=pathlib.Path, required=True)
    parser.add_argument("--system-fonts", type=pathlib.Path, default=pathlib.Path("/usr/share/fonts"))
    parser.add_argument("--translations", type=pathlib.Path, required=True)
    parser.add_argument("--output", type=pathlib.Path, required=True)
    parser.add_argument("--cache", type=pathlib.Path, help="where finished files are kept by their keys")
    parser.add_argument("--jobs", type=int, default=min(2, os.cpu_count() or 1))
    return parser.parse_args()


def hash_files(paths):
    """Content hashes of the files, each read once."""
    return {path: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(set(paths))}


def key_of(job, source_hashes):
    """Changes when the source, the recipe or the programs that cook it change."""
    own = b"".join(path.read_bytes() for path in sorted(pathlib.Path(__file__).parent.glob("*.py")))
    recipe = repr(dataclasses.replace(job, source=pathlib.Path(job.source.name)))  # wherever the clone is
    parts = [source_hashes[job.source], recipe, recipes.version(), hashlib.sha256(own).hexdigest()]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def write_whole(path, data):
    """Never seen half written, also by another run."""
    partial = path.with_name(f"{path.name}.{os.getpid()}.partial")
    partial.write_bytes(data)
    partial.replace(path)


def cook_with_cache(job, key, cache):
    """(bytes, characters), from the cache where it has them."""
    if cache is None:
        return recipes.cook(job)
    kept = cache / f"{key}.ttf"
    if not kept.is_file():
        data, _ = recipes.cook(job)
        write_whole(kept, data)
    return kept.read_bytes(), sorted(recipes.characters_of(kept))


def make(job, key, output, cache):
    """Makes one file and returns its coverage, in a worker."""
    data, characters = cook_with_cache(job, key, cache)
    write_whole(output / job.path, data)
    return index.ranges_of(characters)


def read_stamp(output):
    try:
        return json.loads((output / STAMP).read_text())
    except (OSError, ValueError):
        return {}


def make_all(jobs, output, cache, workers):
    """Makes what is out of date; returns {path: ranges} of all jobs."""
    hashes = hash_files(job.source for job in jobs)
    before = read_stamp(output)
    stamp = {job.path: {"key": key_of(job, hashes)} for job in jobs}
    stale = [job for job in jobs
             if before.get(job.path, {}).get("key") != stamp[job.path]["key"] or not (output / job.path).is_file()]
    for job in jobs:
        if job not in stale:
            stamp[job.path]["ranges"] = before[job.path]["ranges"]
    stale.sort(key=lambda job: -job.effort)
    with concurrent.futures.ProcessPoolExecutor(workers) as pool:
        futures = {job.path: pool.submit(make, job, stamp[job.path]["key"], output, cache) for job in stale}
        for path, future in futures.items():
            stamp[path]["ranges"] = [list(pair) for pair in future.result()]
    (output / STAMP).write_text(json.dumps(stamp, sort_keys=True))
    return {path: entry["ranges"] for path, entry in stamp.items()}, len(stale)


def remove_others(output, jobs):
    """Removes fonts that no recipe makes any more, or they would be released."""
    wanted = {output / job.path for job in jobs}
    for path in (output / "fonts").glob("*.ttf"):
        if path not in wanted:
            path.unlink()


def main():
    arguments = parse_arguments()
    (arguments.output / "fonts").mkdir(parents=True, exist_ok=True)
    if arguments.cache:
        arguments.cache.mkdir(parents=True, exist_ok=True)
    try:
        families = faces.families(arguments.node_modules, arguments.system_fonts, languages.read(arguments.translations))
    except FileNotFoundError as missing:
        sys.exit(f"prepare.py: {missing.filename} is not there: run `shell/porchlight setup` first.")
    jobs = [job for family in families for job in family.jobs]
    ranges, made = make_all(jobs, arguments.output, arguments.cache, arguments.jobs)
    remove_others(arguments.output, jobs)
    index.write(arguments.output, families, ranges)
    print(f"fonts: {len(jobs)} files, {made} made anew")


if __name__ == "__main__":
    main()
