"""What fonts the kiosk has: families in order of preference, and their files.

A character is looked for from the first family to the last. Letters of one
stretch of text are set in one file where one has them all, so files of a family
may overlap: `latin` is what the first view needs, `latin-full` is all of the
same face, with kerning between plain and accented letters.

So that a language's screens load only what they need: `names-*` are the letters
of the languages' own names, which every first view shows; `arabic-common` and
`cyrillic-common` are today's letters, `zh` what the Chinese messages have.
"""

import han
from jobs import Family, Job, existing, parse

LATIN_FIRST_VIEW = ("20-7E A0-FF 131 152-153 2C6 2DA 2DC 300-301 303-304 308 2009 2013-2014 2018-201A "
                    "201C-201E 2022 2026 2039-203A 2044 20AC 2122 2212 2215")
PUNCTUATION = "A0-BF D7 F7 2000-206F 20A0-20C0 2116 2122 2212 25CC FFFD"
# ASCII goes with each script, so that a name with initials is in one face.
LATIN = f"20-7E C0-2FF 300-36F 1E00-1EFF 2C60-2C7F A78B-A78C FB00-FB06 {PUNCTUATION}"
CYRILLIC = f"20-7E 300-36F 400-52F 1C80-1C8A 2DE0-2DFF A640-A69F {PUNCTUATION}"
GREEK = f"20-7E 300-36F 370-3FF 1F00-1FFF {PUNCTUATION}"
ARABIC_COMMON = "20-7E 60C 61B 61F 620-63A 640-656 660-66D 670-671 679 67E 686 688 691 698 6A9 6AF 6BA 6BE 6C1 6CC 6D2 6F0-6F9"
CYRILLIC_COMMON = "20-7E A0 A7 AB BB 300-301 306 308 400-45F 490-491 2010-2014 2018-201E 2026 2030 2039-203A 2116"
SYMBOLS = "2190-21FF 2300-23FF 25A0-25FF 2600-26FF 2700-27BF"

# Scripts of fonts-noto-core beside Latin, Greek, Cyrillic, Arabic: in regular, and mostly in bold.
SCRIPTS = ("Hebrew Devanagari Bengali Gurmukhi Gujarati Oriya Tamil Telugu Kannada Malayalam Sinhala Thai Lao "
           "Khmer Myanmar Armenian Georgian Ethiopic Thaana Syriac NKo Tifinagh Cherokee Mongolian").split()


def family(members):
    """members: [(stem, {weight: source}, unicodes)]"""
    jobs = [Job(f"fonts/{stem}-{weight}.ttf", existing(source), "subset", unicodes, effort=2)
            for stem, sources, unicodes in members for weight, source in sources.items()]
    return Family([(stem, list(sources)) for stem, sources, _ in members], jobs)


def google(node_modules, package, name):
    """The complete faces that the @expo-google-fonts packages carry."""
    styles = {400: "400Regular", 600: "600SemiBold", 700: "700Bold"}
    folder = node_modules / "@expo-google-fonts" / package
    return {weight: folder / style / f"{name}_{style}.ttf" for weight, style in styles.items()}


def arabic(node_modules):
    folder = node_modules / "@fontsource/noto-sans-arabic/files"
    return {weight: folder / f"noto-sans-arabic-arabic-{weight}-normal.woff2" for weight in (400, 600, 700)}


def noto_core(system_fonts, script):
    folder = system_fonts / "truetype/noto"
    regular, bold = (folder / f"NotoSans{script}-{style}.ttf" for style in ("Regular", "Bold"))
    return {400: regular, 700: bold} if bold.is_file() else {400: regular}


def within(letters, ranges):
    """Those of the letters that stand in the ranges."""
    return tuple(sorted(letters.intersection(parse(ranges))))


def families(node_modules, system_fonts, languages):
    atkinson = google(node_modules, "atkinson-hyperlegible-next", "AtkinsonHyperlegibleNext")
    noto = google(node_modules, "noto-sans", "NotoSans")
    result = [
        family([("latin", atkinson, parse(LATIN_FIRST_VIEW)), ("latin-full", atkinson, ())]),
        family([("names-cyrillic", noto, within(languages.own_names, "400-52F")), ("noto-latin", noto, parse(LATIN)),
                ("cyrillic-common", noto, parse(CYRILLIC_COMMON)), ("noto-cyrillic", noto, parse(CYRILLIC)),
                ("noto-greek", noto, parse(GREEK))]),
        family([("names-arabic", arabic(node_modules), within(languages.own_names, "600-6FF")),
                ("arabic-common", arabic(node_modules), parse(ARABIC_COMMON)), ("arabic", arabic(node_modules), ())]),
    ]
    result += [family([(script.lower(), noto_core(system_fonts, script), ())]) for script in SCRIPTS]
    symbols = system_fonts / "truetype/noto"
    result.append(family([("symbols", {400: symbols / "NotoSansSymbols2-Regular.ttf"}, parse(SYMBOLS)),
                          ("math", {400: symbols / "NotoSansMath-Regular.ttf"}, parse("2190-22FF"))]))
    result += han.families(node_modules, system_fonts, languages)
    return result
