"""Slugs: the ASCII names of things in addresses, made from what people call them."""

import re
import unicodedata

LONGEST = 48
TATWEEL = "\u0640"
# Letters as they are commonly written in Latin ones on maps and signs. Short vowels are not written
# in Arabic, so that they are missing here as well.
ARABIC = (
    "ا:a أ:a إ:i آ:a ٱ:a ى:a ب:b ت:t ث:th ج:j ح:h خ:kh د:d ذ:dh ر:r ز:z س:s ش:sh ص:s ض:d ط:t ظ:z "
    "ع:a غ:gh ف:f ق:q ك:k ل:l م:m ن:n ه:h ة:a و:w ؤ:o ي:y ئ:i ء: پ:p چ:ch ژ:zh گ:g ڤ:v ک:k ی:y"
)
CYRILLIC = (
    "а:a б:b в:v г:g д:d е:e ё:e ж:zh з:z и:i й:y к:k л:l м:m н:n о:o п:p р:r с:s т:t у:u ф:f "
    "х:kh ц:ts ч:ch ш:sh щ:shch ъ: ы:y ь: э:e ю:yu я:ya і:i ї:yi є:ye"
)
GREEK = "α:a β:v γ:g δ:d ε:e ζ:z η:i θ:th ι:i κ:k λ:l μ:m ν:n ξ:x ο:o π:p ρ:r σ:s ς:s τ:t υ:y φ:f"
REST = "χ:ch ψ:ps ω:o ά:a έ:e ή:i ί:i ό:o ύ:y ώ:o ß:ss ø:o æ:ae œ:oe đ:d ł:l ’:-"
LATIN = str.maketrans(
    dict(pair.split(":") for pair in " ".join((ARABIC, CYRILLIC, GREEK, REST)).split())
    | {TATWEEL: ""}
)


def folded(name: str) -> str:
    """A name by which doubles are known: its letters and figures without case and accents."""
    letters = unicodedata.normalize("NFKD", name.casefold()).replace(TATWEEL, "")
    return "".join(one for one in letters if one.isalnum()) or name


def slug_from(name: str, otherwise: str) -> str:
    """A slug for a name; names in a script that is not known here get the other word."""
    letters = unicodedata.normalize("NFKC", name).lower().translate(LATIN)
    figures = "".join(str(int(one)) if one.isdecimal() else one for one in letters)
    plain = unicodedata.normalize("NFKD", figures).encode("ascii", "ignore").decode()
    words = "-".join(re.findall(r"[a-z0-9]+", plain.lower()))
    return words[:LONGEST].strip("-") or otherwise
