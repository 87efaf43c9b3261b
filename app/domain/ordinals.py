"""Numbers written as words after a numbering word: "Article premier", "Chapter Twelve"."""

from itertools import product

_ONES = {
    0: "preliminary préliminaire preliminar التمهيدي التمهيدية تمهيدي",
    1: "one first premier première premiere primero primera primer único única الأول الأولى الاولى",
    2: "two second seconde deuxième segundo segunda الثاني الثانية",
    3: "three third troisième tercero tercera tercer الثالث الثالثة",
    4: "four fourth quatrième cuarto cuarta الرابع الرابعة",
    5: "five fifth cinquième quinto quinta الخامس الخامسة",
    6: "six sixth sixième sexto sexta السادس السادسة",
    7: "seven seventh septième séptimo séptima السابع السابعة",
    8: "eight eighth huitième octavo octava الثامن الثامنة",
    9: "nine ninth neuvième noveno novena التاسع التاسعة",
    10: "ten tenth dixième décimo décima العاشر العاشرة",
    11: "eleven eleventh onzième undécimo undécima decimoprimero decimoprimera",
    12: "twelve twelfth douzième duodécimo duodécima decimosegundo decimosegunda",
    13: "thirteen thirteenth treizième decimotercero decimotercera",
    14: "fourteen fourteenth quatorzième decimocuarto decimocuarta",
    15: "fifteen fifteenth quinzième decimoquinto decimoquinta",
    16: "sixteen sixteenth seizième decimosexto decimosexta",
    17: "seventeen seventeenth dix-septième decimoséptimo decimoséptima",
    18: "eighteen eighteenth dix-huitième decimoctavo decimoctava",
    19: "nineteen nineteenth dix-neuvième decimonoveno decimonovena",
}
_TENS = {
    20: "twenty twentieth vingtième vigésimo vigésima العشرون العشرين",
    30: "thirty thirtieth trentième trigésimo trigésima الثلاثون الثلاثين",
    40: "forty fortieth quarantième cuadragésimo cuadragésima الأربعون الأربعين",
    50: "fifty fiftieth cinquantième quincuagésimo quincuagésima الخمسون الخمسين",
}
# What stands before the unit in French: vingt-deuxième, trente et unième.
_FRENCH_TENS = {20: "vingt", 30: "trente", 40: "quarante", 50: "cinquante"}
_TEN = 10
_ARABIC_UNITS = {1: "الحادي الحادية"}


def _values() -> dict[str, int]:
    ones = {word: value for value, words in _ONES.items() for word in words.split()}
    tens = {word: value for value, words in _TENS.items() for word in words.split()}
    found = {**ones, **tens}
    units = {word: value for word, value in ones.items() if 0 < value < _TEN}
    for (ten, above), (unit, value) in product(tens.items(), units.items()):
        if ten.startswith(("vig", "trig", "cuadrag", "quincuag")) and ten[-1] == unit[-1]:
            found[f"{ten} {unit}"] = above + value
        if ten.endswith("ty"):
            found[f"{ten}-{unit}"] = above + value
    for (above, ten), (unit, value) in product(_FRENCH_TENS.items(), units.items()):
        if unit.endswith("ième"):
            found[f"{ten}-{unit}"] = above + value
        found[f"{ten} et unième"] = above + 1
    return found | _arabic(ones, tens)


def _arabic(ones: dict[str, int], tens: dict[str, int]) -> dict[str, int]:
    """The units before ten and the tens, which follow them."""
    units = {word: value for word, value in ones.items() if "ال" in word and 1 < value < _TEN}
    units |= {word: value for value, words in _ARABIC_UNITS.items() for word in words.split()}
    found = {
        f"{unit} {ten}": value + _TEN for unit, value in units.items() for ten in ("عشر", "عشرة")
    }
    for (ten, above), (unit, value) in product(tens.items(), units.items()):
        if ten.startswith("ال"):
            found[f"{unit} و{ten}"] = above + value
    return found


ORDINALS = _values()
