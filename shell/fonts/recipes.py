"""How one font file is made: subset of a TrueType font, or slice of a CFF one.

Both leave TrueType outlines without hints (they are drawn unhinted), and the
tables that shaping needs. So FreeType in the page has only its TrueType driver.
"""

import functools
import io

import fontTools
from fontTools import subset
from fontTools.fontBuilder import FontBuilder
from fontTools.misc.timeTools import timestampFromString
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from fontTools.ttLib.scaleUpem import scale_upem

# What HarfBuzz applies without being asked; vertical forms, small capitals and such are dropped.
FEATURES = ("abvf abvm abvs akhn blwf blwm blws calt ccmp cfar cjct clig curs dist fin2 fin3 fina half haln init "
            "isol kern liga ljmo locl ltra ltrm mark med2 medi mkmk mset nukt pref pres pstf psts rclt rkrf rlig "
            "rphf rtla rtlm stch tjmo vatu vjmo").split()
DROPPED = "BASE DSIG EBDT EBLC EBSC LTSH MATH PCLT STAT VDMX VORG fpgm gasp hdmx meta vhea vmtx".split()
NAMES = [0, 1, 2, 4, 6, 14]  # copyright, names, licence address
QUADRATIC_ERROR_UNITS = 1.0  # of 1000 to the em
COARSE_UNITS = 500  # to the em: at 120 pixels no point moves an eighth of one
A_DATE = timestampFromString("Thu Jan  1 00:00:00 2026")  # any fixed one: same bytes each time


def version():
    return fontTools.version


@functools.lru_cache(maxsize=2)
def opened(path, font_number):
    return TTFont(path, fontNumber=font_number, lazy=True, recalcTimestamp=False)


@functools.lru_cache(maxsize=None)
def characters_of(path, font_number=0):
    font = TTFont(path, fontNumber=font_number, lazy=True)
    return frozenset(font.getBestCmap())


def cook(job):
    """(bytes of the file, characters in it)"""
    recipes = {"subset": subset_font, "subset_plain": subset_without_layout, "quadratic": quadratic_slice,
               "quadratic_coarse": quadratic_coarse}
    font = recipes[job.recipe](job)
    data = io.BytesIO()
    font.save(data, reorderTables=False)
    return data.getvalue(), sorted(font.getBestCmap())


def subset_without_layout(job):
    """For Han: its layout tables are for vertical text and Latin letters."""
    return subset_font(job, ["GPOS", "GSUB", "GDEF"])


def subset_font(job, also_dropped=()):
    options = subset.Options(hinting=False, layout_features=FEATURES, name_IDs=NAMES, name_languages=[0x409],
                             notdef_outline=True, recalc_timestamp=False, canonical_order=True)
    options.drop_tables += [*DROPPED, *also_dropped]
    font = TTFont(job.source, recalcTimestamp=False)
    font.flavor = None
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=job.unicodes or font.getBestCmap())
    subsetter.subset(font)
    return font


def quadratic_glyph(glyph_set, name):
    pen = TTGlyphPen(None)
    glyph_set[name].draw(Cu2QuPen(pen, QUADRATIC_ERROR_UNITS, reverse_direction=True))
    return pen.glyph()


def quadratic_slice(job):
    """A TrueType font of some characters of a CFF one; no layout tables, which Han does without."""
    source = opened(job.source, job.font_number)
    glyph_set, cmap, names = source.getGlyphSet(), source.getBestCmap(), source["name"]
    wanted = {character: cmap[character] for character in job.unicodes}
    order = [".notdef", *dict.fromkeys(wanted.values())]
    builder = FontBuilder(source["head"].unitsPerEm, isTTF=True)
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap(wanted)
    builder.setupGlyf({name: quadratic_glyph(glyph_set, name) for name in order})
    glyf = builder.font["glyf"]
    builder.setupHorizontalMetrics({name: (source["hmtx"][name][0], getattr(glyf[name], "xMin", 0)) for name in order})
    builder.setupHorizontalHeader(ascent=source["hhea"].ascent, descent=source["hhea"].descent)
    builder.setupNameTable({"copyright": names.getDebugName(0), "familyName": names.getDebugName(1),
                            "styleName": "Regular", "psName": names.getDebugName(6)}, mac=False)
    builder.setupOS2(usWeightClass=400, sTypoAscender=source["OS/2"].sTypoAscender,
                     sTypoDescender=source["OS/2"].sTypoDescender)
    builder.setupPost(keepGlyphNames=False)
    builder.font["head"].created = builder.font["head"].modified = A_DATE
    builder.font.recalcTimestamp = False
    return builder.font


def quadratic_coarse(job):
    """For what a first screen waits for: an eighth smaller when compressed."""
    font = quadratic_slice(job)
    scale_upem(font, COARSE_UNITS)
    return font
