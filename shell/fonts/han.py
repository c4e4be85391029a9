"""Han, kana and Hangul: common characters in npm's slices, the rest in our own.

npm's Noto Sans SC is cut by how often characters are used together, so a text
needs few slices, but it has only some 12,000 of the unified ideographs. A name
may have any of them. Debian's Noto Sans CJK has them all to Extension A, those
of Extension B and later in use, and Hangul: these go into further slices, in
the order of their code points. What the kiosk's own messages have comes first, in
one file of each weight, so that a Chinese screen needs no slice.
"""

import re

import recipes
from jobs import Family, Job, existing, parse

NPM_SLICES = "@fontsource/noto-sans-sc/files"
COLLECTION = "opentype/noto/NotoSansCJK-Regular.ttc"
MESSAGE_WEIGHTS = {400: COLLECTION, 700: "opentype/noto/NotoSansCJK-Bold.ttc"}
KOREAN, SIMPLIFIED_CHINESE = 1, 2  # fonts of the collection
SLICE_CHARACTERS = 512

RARE = parse("2E80-2FDF 3000-312F 3190-31FF 3400-4DBF 4E00-9FFF F900-FAFF FE30-FE4F FF00-FFEF 20000-323AF")
# Full-width in Chinese text, though Latin faces have them too.
PUNCTUATION = parse("B7 2014 2018-2019 201C-201D 2026")
HANGUL = parse("1100-11FF 3130-318F A960-A97F AC00-D7FF")


def npm_jobs(node_modules):
    folder = node_modules / NPM_SLICES
    names = re.compile(r"noto-sans-sc-(\d+)-400-normal\.woff2")
    found = sorted((int(match[1]), path) for path in folder.glob("*.woff2") if (match := names.fullmatch(path.name)))
    if not found:
        raise FileNotFoundError(2, "no such fonts", str(folder))
    jobs = []
    for number, path in found:  # some slices have symbols only
        ideographs = sorted(recipes.characters_of(path).intersection(RARE + PUNCTUATION))
        if ideographs:
            jobs.append(Job(f"fonts/sc-{number:03}-400.ttf", path, "subset_plain", tuple(ideographs)))
    return jobs


def slices(name, source, font_number, characters):
    cut = [characters[at:at + SLICE_CHARACTERS] for at in range(0, len(characters), SLICE_CHARACTERS)]
    return [Job(f"fonts/{name}-{number:03}-400.ttf", source, "quadratic", tuple(part), font_number, effort=3)
            for number, part in enumerate(cut)]


def of_messages(name, system_fonts, letters):
    """One file of each weight for the Han letters and East Asian signs among these."""
    wanted = tuple(sorted(letters.intersection(RARE + PUNCTUATION)))
    jobs = [Job(f"fonts/{name}-{weight}.ttf", existing(system_fonts / source), "quadratic_coarse", wanted, SIMPLIFIED_CHINESE, effort=3)
            for weight, source in MESSAGE_WEIGHTS.items()]
    return Family([(name, list(MESSAGE_WEIGHTS))], jobs, sliced=True)


def families(node_modules, system_fonts, languages):
    return [of_messages("names-han", system_fonts, languages.own_names),
            of_messages("zh", system_fonts, languages.letters),
            all_of_them(node_modules, system_fonts)]


def all_of_them(node_modules, system_fonts):
    jobs = npm_jobs(node_modules)
    common = set()
    for job in jobs:
        common.update(job.unicodes)
    source = existing(system_fonts / COLLECTION)
    shipped = recipes.characters_of(source, SIMPLIFIED_CHINESE)
    jobs += slices("han", source, SIMPLIFIED_CHINESE, [c for c in RARE if c in shipped and c not in common])
    jobs += slices("hangul", source, KOREAN, [c for c in HANGUL if c in shipped and c not in common])
    stems = [(job.path.removeprefix("fonts/").removesuffix("-400.ttf"), [400]) for job in jobs]
    return Family(stems, jobs, sliced=True, index="fonts/han.index")
