"""What is to be made: a file (Job), and the files of one preference (Family)."""

import dataclasses
import pathlib


@dataclasses.dataclass(frozen=True)
class Job:
    """One file to make: `recipe` names a function of recipes.py."""

    path: str
    source: pathlib.Path
    recipe: str
    unicodes: tuple = ()  # characters to keep; empty: all
    font_number: int = 0  # of a collection
    effort: int = 1  # the longest are begun first


@dataclasses.dataclass
class Family:
    """Faces of one preference. `faces` is [(stem, weights)]; path is fonts/STEM-WEIGHT.ttf."""

    faces: list
    jobs: list
    sliced: bool = False  # files are disjoint and many: looked up by character
    index: str = ""  # the index file of its own, loaded when first needed


def parse(ranges):
    """'20-7E A0' as a tuple of numbers."""
    result = []
    for part in ranges.split():
        first, _, last = part.partition("-")
        result.extend(range(int(first, 16), int(last or first, 16) + 1))
    return tuple(result)


def existing(path):
    if not path.is_file():
        raise FileNotFoundError(2, "no such font", str(path))
    return path
