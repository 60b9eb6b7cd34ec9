"""The set forms of a news page: bylines, printed dates, datelines, picture credits. Form only; place is judged elsewhere."""

from __future__ import annotations

import re

# Possessive quantifiers ("*+") throughout: a hostile line must not make a pattern try every way to cut it up.
_NAME = r"(?:[A-Z][\w.'’-]*+|de|van|von|al|bin|el|la|di|da)"
_PERSON = rf"{_NAME}(?: {_NAME}){{0,4}}"
_BYLINE = re.compile(
    rf"^(?:(?:Written |Reported |Story |Words )?[Bb][Yy]:?|WRITTEN BY|Author:) {_PERSON}(?:(?:,| and| &) {_PERSON})*"
    r"(?:\s*(?:[|/,–—•·-]|\bfor\b|\bin\b|\bat\b).{0,80})?$"
)
_NAME_AND_PAPER = re.compile(
    rf"^{_NAME}(?: {_NAME}){{1,3}}(?:(?:,| and| &) {_NAME}(?: {_NAME}){{1,3}})*\s*[|/]\s*[A-Z][\w.'’ &-]{{1,40}}$"
)
_REPORTING = re.compile(
    r"^[\[(—–-]* ?(?:(?:Additional |With )?[Rr]eporting (?:and writing )?(?:by|from)|Contributing:|Contributors?:|"
    r"With (?:assistance|files) (?:by|from)) [A-Z].{0,400}$|"
    r"^[^.]{0,200}\bcontributed (?:reporting )?to this (?:report|article|story)\.?\)?$"
)

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|"
    r"Nov(?:ember)?|Dec(?:ember)?)"
)
_DATE_WORDS = re.compile(
    rf"\b(?:{_MONTH}|Mon(?:day)?|Tue(?:s|sday)?|Wed(?:nesday)?|Thu(?:rs|rsday)?|Fri(?:day)?|Sat(?:urday)?|Sun(?:day)?|"
    r"first|published|posted|updated|last|modified|updated|created|date|time|on|at|of|and|am|pm|a\.m\.|p\.m\.|"
    r"utc|gmt|[ecmp][sd]?t|cest|eest|bst|ist|msk|\d+(?:st|nd|rd|th)?|t|z)(?![\w])",
    re.IGNORECASE,
)
_DAY_OF_MONTH = re.compile(
    rf"\b{_MONTH}\b\.? \d|\d(?:st|nd|rd|th)? (?:of )?{_MONTH}\b|\b\d{{4}}-\d\d-\d\d|\b\d\d?[./]\d\d?[./]\d{{2,4}}\b",
    re.IGNORECASE,
)

_PLACE = r"[A-Z\u00c0-\u00de][A-Z\u00c0-\u00de.'’-]+(?:[ /][A-Z\u00c0-\u00de][A-Z\u00c0-\u00de.'’-]*){0,3}"
_AGENCY_NAME = r"[A-Z][\w.'’& /-]{1,40}"
_DATELINE = re.compile(
    rf"^(?:{_PLACE}(?:, (?:[A-Z][\w.'’-]+ ?){{1,3}})?(?:[,.] {_MONTH}\.? \d{{1,2}}(?:, \d{{4}})?)?"
    rf"(?:\.? ?[(\[/]{_AGENCY_NAME}[)\]/]\.?|[.,] [A-Z]{{2,10}}\.?)?|\({_AGENCY_NAME}\))\s*(?:--+|[–—-])\s+(?=\S)"
    rf"|^{_PLACE}(?:, [A-Z][\w.'’-]+)?, {_MONTH}\.? \d{{1,2}} [(/\[]{_AGENCY_NAME}[)/\]][.:]?\s+(?=\S)"
)

_AGENCIES = (
    r"AP|AFP|A[Pp] Photo|Associated Press|Reuters|REUTERS|EPA|EPA-EFE|EFE|Getty(?: Images)?|GETTY(?: IMAGES)?|"
    r"Anadolu(?: Agency)?|AA|TASS|Tass|Sputnik|RIA(?: Novosti)?|Xinhua|IRNA|ISNA|WANA|Tasnim|Fars(?: News)?|"
    r"Mehr|SANA|Kyodo|Yonhap|KCNA|DPA|dpa|ANSA|PA(?: Wire| Media)?|Bloomberg|Shutterstock|NurPhoto|"
    r"ZUMA(?: Press)?|Handout|HANDOUT|Alamy|iStock|Wikimedia(?: Commons)?|Flickr|Maxar|Planet Labs|UPI|"
    r"Ukrinform|UNIAN|Unsplash|Pixabay|Abaca|SIPA|Sipa USA|Polaris|Magnum|Rex(?: Features)?|Press Association|"
    r"CNN|BBC|Newsmakers"
)
_CREDITED = rf"(?:[A-Z][\w.'’&]*+[ ,/|-]++){{0,6}}(?:{_AGENCIES})(?:[ ,/|-]++[A-Z][\w.'’&]*+){{0,4}}"
_CREDIT_TAIL = re.compile(
    r"(?:[.!?…][\"”]?|[/|]|\b(?:via|Photo|Image|Credit|Courtesy|courtesy of|Photograph by):?) ?"
    rf"\(?{_CREDITED}\)?$|[\[(]{_CREDITED}[)\]]$"
)
_PICTURE_WORD = "(?:Photo|Image|Picture|Photograph|Illustration)s?"
_CREDIT_START = re.compile(
    rf"^[\[(]?(?:(?:{_PICTURE_WORD}|Graphics?|Videos?|Credits?|Sources?)(?: (?:credits?|by|courtesy))?(?: of)?:|"
    rf"{_PICTURE_WORD} (?:by|courtesy|credit|via)\b)",
    re.IGNORECASE,
)
_AGENCY_ALONE = re.compile(rf"^(?:{_AGENCIES})$")
_CREDIT_LINE = re.compile(
    rf"^(?:[A-Z][\w.'’&]*+[ /|,-]++){{0,8}}(?:(?<=[/|])|(?<=[/|] )|via )(?:{_AGENCIES})$|"
    rf"^[(\[]?(?:{_AGENCIES})(?:[ /][A-Z]\w*){{0,4}}[)\]]?$"
)
_PICTURED = re.compile(
    r"\bfile (?:photo|picture|image|pic)\b|\((?:L|R|C|left|right|cent(?:er|re)|top|bottom|file)\)|"
    r"\b(?:is|are) (?:seen|pictured|shown)\b|\bpictured\b|^(?:Above|Pictured|Representational image|Illustrative)\b[:.]?|"
    r"\bin this (?:\w+ ){0,3}(?:photo|image|picture|handout)|\bhandout\b",
    re.IGNORECASE,
)


def is_byline(text: str) -> bool:
    """A line that names who wrote it: "By Jane Roe", "Jane Roe | Paper", "Reporting by Jane Roe; editing by …"."""
    if len(text) <= 160 and (_BYLINE.match(text) or _NAME_AND_PAPER.match(text)):
        return True
    return len(text) <= 400 and _REPORTING.match(text) is not None


def is_printed_date(text: str) -> bool:
    """A line that holds a day and nothing else but words around it: "Published: 3 May 2023 10:02 UTC"."""
    if len(text) > 120 or not _DAY_OF_MONTH.search(text):
        return False
    return not re.search(r"[^\W\d_]", _DATE_WORDS.sub(" ", text))


def dateline_length(text: str) -> int:
    """How many characters at the start of a paragraph are its dateline, white space after it included; 0 for none.

    "KYIV, Oct 3 (Reuters) - ", "BEIRUT (Agency) -- ", "(Reuters) — ".
    """
    match = _DATELINE.match(text)
    return match.end() if match else 0


def is_credit(text: str) -> bool:
    """A picture credit that stands on a line of its own."""
    if len(text) > 120:
        return False
    return _CREDIT_LINE.match(text) is not None or (_CREDIT_START.match(text) is not None and len(text.split()) <= 14)


def ends_in_credit(text: str) -> bool:
    """A line that ends in a picture agency's name, as captions do."""
    return len(text) <= 600 and _CREDIT_TAIL.search(text[-140:]) is not None


def is_agency(text: str) -> bool:
    """A line that is an agency's name and nothing else."""
    return _AGENCY_ALONE.match(text) is not None


def speaks_of_picture(text: str) -> bool:
    """A line that says where in a picture somebody stands, or that it is one."""
    return len(text) <= 600 and _PICTURED.search(text) is not None
