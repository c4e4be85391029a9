"""The letters that the screens need: of the translations (assets/translations/*.po) and of the programmes' texts."""

import dataclasses
import re


@dataclasses.dataclass(frozen=True)
class Languages:
    own_names: frozenset  # code points of the languages' names in their own scripts
    letters: frozenset  # of all messages, and of the dates that the program says beside them


DATE_SIGNS = "\u5e74\u6708\u65e5"


def read(translations):
    texts = [path.read_text(encoding="utf-8") for path in sorted(translations.glob("*.po"))]
    names = "".join(name for text in texts for name in re.findall(r"^\"X-Own-Name: (.*?)\\n\"$", text, re.MULTILINE))
    programmes = [path.read_text(encoding="utf-8") for path in sorted((translations.parent / "programs").glob("*.json"))]
    return Languages(frozenset(map(ord, names)), frozenset(map(ord, "".join(texts + programmes) + DATE_SIGNS)))
