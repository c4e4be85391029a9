"""Writes the font index that src/text reads; its format is src/text/FONT_INDEX.md."""

HEADER = "porchlight-fonts 1"


def ranges_of(characters):
    """Sorted numbers as [(first, last)]."""
    ranges = []
    for character in characters:
        if ranges and ranges[-1][1] == character - 1:
            ranges[-1] = (ranges[-1][0], character)
        else:
            ranges.append((character, character))
    return ranges


def encode(ranges):
    """Each range as the gap since the one before and, if longer than one, how many more it has; in hex."""
    words, after = [], 0
    for first, last in ranges:
        words.append(f"{first - after:x}" + (f"+{last - first:x}" if last > first else ""))
        after = last + 1
    return " ".join(words)


def face_lines(stem, weights, ranges):
    """One line for the weights that have the same characters, as mostly all have."""
    by_coverage = {}
    for weight in weights:
        by_coverage.setdefault(encode(ranges[f"fonts/{stem}-{weight}.ttf"]), []).append(weight)
    return [f"face fonts/{stem} {','.join(map(str, alike))} {coverage}" for coverage, alike in by_coverage.items()]


def union(ranges, paths):
    characters = set()
    for path in paths:
        for first, last in ranges[path]:
            characters.update(range(first, last + 1))
    return ranges_of(sorted(characters))


def closed_up(ranges, gap=512):
    """Ranges with small gaps filled: enough to know which index to ask."""
    result = [list(ranges[0])]
    for first, last in ranges[1:]:
        if first - result[-1][1] <= gap:
            result[-1][1] = last
        else:
            result.append([first, last])
    return result


def write_if_changed(path, lines):
    text = "\n".join([HEADER, *lines]) + "\n"
    if not path.is_file() or path.read_text() != text:
        path.write_text(text)


def write(output, families, ranges):
    main = []
    for family in families:
        lines = [line for stem, weights in family.faces for line in face_lines(stem, weights, ranges)]
        main.append("family sliced" if family.sliced else "family whole")
        if family.index:
            write_if_changed(output / family.index, lines)
            main.append(f"more {family.index} {encode(closed_up(union(ranges, [job.path for job in family.jobs])))}")
        else:
            main += lines
    write_if_changed(output / "fonts/fonts.index", main)
