"""What looks like a quantity and is none: dates, years, clock times, scores, law articles, names, addresses.

Each function looks at one figure with its neighbourhood and returns the offset where reading goes on, or None where
nothing speaks against a quantity. Everything is anchored and bounded, so that reading stays linear in the text.
"""

from __future__ import annotations

import re

from summarizer.text.number_figures import Figure
from summarizer.text.number_phrases import Left, Measure, noun_like, read_prefix
from summarizer.text.number_tables import NumberTables
from summarizer.text.number_words import word_at

_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\S{1,64}@\S{1,64}")
_STRUCTURED = re.compile(
    r"[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?(?![0-9-])(?! ?(?:euros|dollars|personnes))"
    r"|[0-9]{1,4}([./-])[0-9]{1,2}\1[0-9]{2,4}(?!\w)"
    r"|(?:1[5-9]|20)[0-9]{2}[-/](?:[0-9]{4}|[0-9]{2})(?![\w-])(?! (?:euros|dollars|personnes|habitants|hommes|soldats))"
    r"|[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}"
    r"|[0-9]{1,3}(?:\.[0-9]{1,2}){2,5}(?![0-9])"
    r"|0[0-9](?:[ .-]?[0-9]{2}){4}(?![0-9])"
    r"|[0-9]{2,3}(?:[ .-][0-9]{2,4}){3,5}(?<![ .][0-9]{3}[ .][0-9]{3})(?=[^0-9]|$)(?<=[0-9]{2} [0-9]{2})"
    r"|[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?![0-9])"
    r"|(?<=\()[0-4]\.(?:[0-9]|hc|pro|uwt)(?=\))"
    r"|[0-9]{1,3}'[0-9]{1,2}(?:''|\"[0-9]{0,2}|(?!\w))"
    r"|24 ?h(?:eures)? ?(?:/|sur) ?24(?!\w)|[67] ?j(?:ours)? ?(?:/|sur) ?7(?!\w)"
)
_FLIGHT = re.compile(r"[0-9][A-Z] ?[0-9]{2,4}(?!\w)")
_LISTED = re.compile(r"[0-9]{1,2}(?:[.)]|\.?-)(?= ?[^\W\d_])")
_NOTE = re.compile(r"[0-9]{1,3}\]")
_PHONE = re.compile(r"[0-9]{1,3}(?:[ .-]?[0-9]{1,4}(?:/[0-9]{4})?){2,6}(?![0-9])")
_HYPHENS = re.compile(r"[0-9]+(?:[-/][0-9]+){1,3}")
_CHAIN = re.compile(r"(?:[.\-][0-9]+|(?:, | et | ou | a | à |-)[0-9]+(?!\w|[.,'’]\w| (?:millions?|milliards?|%)))+")
_TWO_TIMES = re.compile(r" (?:à|et|-) (?:midi|minuit|[0-9]{1,2} ?h(?:eures?)?(?: ?[0-5][0-9])?)(?!\w)")
_BEFORE_HOUR = re.compile(
    r" moins (?:le quart|cinq|dix|vingt(?:[ -]cinq)?|[1-5]?[05])(?!\w|,[0-9]| (?:%|euros|ans|degr))"
)
MINUTES = re.compile(
    r" ?h(?:eures?)? ?([0-5][0-9])(?![0-9])"
    r"(?: ?(?:minutes?|min|mn)(?!\w)(?: ?([0-5]?[0-9]) ?(?:secondes?|sec|s)(?!\w))?)?"
)
_YEAR_CHAIN = re.compile(r"(?: et | à | ou |, |-)(?:1[5-9]|20)[0-9]{2}(?![\w,.]\w|\w| [0-9]{3})")
_DAY_LINK = re.compile(
    r"(?:er)?(?:(?:, | et | ou | au | à |-| et le | ou le )"
    r"[0-9]{1,2}(?:er)?){1,3}"
)
_SCORE = re.compile(r" (?:buts?|sets?|manches?|jeux|essais|victoires?|points?) à (?:[0-9]{1,2}|[a-z]{2,6})(?!\w)")
_TRIP = re.compile(r" d(?:e (?!l'apres)|')")


def addresses(low: str) -> list[tuple[int, int]]:
    """Return the stretches of web and mail addresses, in order."""
    if "://" not in low and "www." not in low and "@" not in low:
        return []
    return [match.span() for match in _ADDRESS.finditer(low)]


def structured_end(low: str, start: int) -> int | None:
    """Return the end of an ISO date, slashed date, telephone or dotted number that begins there."""
    before = low[start - 1 : start]
    if before == "+" and (phone := _PHONE.match(low, start)):
        return phone.end()
    match = _LISTED.match(low, start) if before in ("", "\n") else None
    match = _NOTE.match(low, start) if before == "[" else match
    match = match or _STRUCTURED.match(low, start)
    return match.end() if match else None


def name_end(flat: str, start: int, t: NumberTables) -> int | None:
    """Return the end of a name that begins with digits («3M», «5G») and stands in a sentence, or None."""
    match = _FLIGHT.match(flat, start) if flat.startswith("vol ", start - 4) else None
    match = match or t.names.match(flat, start)
    alone = match and flat[start - 1 : start] in ("", "\n", "-") and flat[match.end() : match.end() + 1] in ("", "\n")
    return match.end() if match and not alone else None


def glued(low: str, start: int) -> bool:
    """Tell whether the characters just before make the digits part of a name or of a longer number."""
    before = low[start - 1 : start]
    if not before or read_prefix(low, start):
        return False
    if before.isalnum() or before in "_#@°º§\\":
        return True
    if before in ("-", "+"):
        return low[start - 2 : start - 1].isalnum()
    return before in ".,:/'" and low[start - 2 : start - 1].isdigit()


def date_end(low: str, figure: Figure, left: Left, t: NumberTables) -> int | None:
    """Return the end of a day (with its month and year) that the figure begins, or None."""
    if (
        not isinstance(figure.low, int)
        or not 1 <= figure.low <= 31
        or figure.form not in ("digits", "words", "ordinal")
    ):
        return None
    end = figure.end
    link = _DAY_LINK.match(low, end)
    for stop in (link.end() if link else end, end):
        month = word_at(low, stop + 1) if low[stop : stop + 1] in (" ", "-") else ""
        if month in t.months and (month != "sept" or low.startswith(".", stop + 5)):
            stop += 1 + len(month)
            year = re.compile(r"\.? (?:1[0-9]|20)[0-9]{2}(?![0-9])").match(low, stop)
            return year.end() if year else stop
    if left.last(1) in t.weekdays:
        return link.end() if link else end
    return None


def bare_day_end(low: str, figure: Figure, left: Left) -> int | None:
    """Return the end of «le 12», «du 10», «du 12 au 15» where no noun follows that could be counted, or None."""
    if figure.form not in ("digits", "words") and figure.low != 1:
        return None
    if left.last(1) in ("le", "au") and figure.scale == 1:
        link = _DAY_LINK.match(low, figure.end)
        return link.end() if link else figure.end
    if left.last(1) == "du" and figure.form == "digits" and figure.low <= 99:
        link = _DAY_LINK.match(low, figure.end)
        return link.end() if link else figure.end
    return None


def year_end(low: str, flat: str, figure: Figure, left: Left, t: NumberTables, *, bound: bool) -> int | None:
    """Return the end of a year (or years) that the figure is, or None. ``bound``: an approximator stands before."""
    if figure.form != "digits" or figure.scale != 1 or not isinstance(figure.low, int):
        return None
    previous = left.last(1)
    if previous in ("annees", "annee") or (previous in t.months and figure.low <= 99):
        return figure.end
    if len(figure.whole) != 4 or not 1000 <= figure.low <= 2100:
        return None
    strong = previous in t.before_year or previous in t.months or (previous == "'" and left.last(2) == "l'an")
    noun = noun_like(low, flat, figure.end, figure.low, t)
    if strong or (figure.low >= 1500 and not noun and not bound):
        chain = _YEAR_CHAIN.match(low, figure.end)
        return chain.end() if chain else figure.end
    return None


def clock_end(low: str, figure: Figure, measure: Measure | None, left: Left, t: NumberTables) -> int | None:
    """Return the end of a time of day, or None where the hours are a duration."""
    if figure.form not in ("digits", "words") or not isinstance(figure.low, int) or figure.low > 24:
        return None
    lasting = left.any_of(t.before_duration) and left.last(1) not in ("à",)
    minutes = MINUTES.match(low, figure.end)
    end = minutes.end() if minutes else measure.end if measure else figure.end
    if lasting and left.last(1) in ("après", "apres"):
        close = left.last(2) == "peu"
        lasting = not close and (figure.form != "digits" or figure.low < 5 or _TRIP.match(low, end) is not None)
        if not lasting and (minutes or (measure and measure.unit.code == "h" and measure.unit.factor == 1)):
            return end if figure.low < 24 else None
    if minutes:
        trip = _TRIP.match(low, end) is not None and not left.any_of(t.before_clock)
        return None if lasting or trip else end
    if measure is None or measure.unit.code != "h" or measure.unit.factor != 1 or figure.low == 24:
        return None
    if low.startswith(tuple(f" {tail}" for tail in t.after_clock), measure.end):
        return measure.end
    if to_hour := _BEFORE_HOUR.match(low, measure.end):
        return to_hour.end()
    chain = _TWO_TIMES.match(low, measure.end)
    changed = left.last(1) == "de" and left.last(2).startswith(t.change_verbs)  # «passeraient de sept à huit heures»
    if chain and not lasting and not changed and left.last(1) in ("de", "entre", "à", "du"):
        return chain.end()
    until = left.bound is not None and left.bound.words in ("jusqu' à", "vers", "à partir de", "autour de")
    if lasting or (left.bound is not None and not until):
        return None
    if left.last(1) == "le":
        return measure.end
    if _goes_on(low, left, t):
        return None  # the other end of «de sept à huit heures»
    clock = left.any_of(t.before_clock) and not _TRIP.match(low, measure.end)
    short = low[measure.end - 1] == "h" and figure.form == "digits" and not _TRIP.match(low, measure.end)
    return measure.end if clock or short else None


def _goes_on(low: str, left: Left, t: NumberTables) -> bool:
    """Tell whether nothing but «à» stands between the figure and a figure that has been read."""
    at = left.start(1) - 1
    if len(left.words) != 1 or left.last(1) != "à" or low[max(0, at) : at + 1] != " ":
        return False
    return low[at - 1].isdigit() or low[max(0, at - 20) : at].rpartition(" ")[2] in t.heads


def label_end(low: str, flat: str, figure: Figure, left: Left, t: NumberTables) -> int | None:
    """Return the end of what a label numbers («article 12», «RN 20», «vol 447», «Ligue 1»), or None."""
    if figure.form not in ("digits", "words", "ordinal") or figure.scale >= 1000:
        return None
    previous, before = left.last(1), left.last(2)
    labelled = previous in t.labels or (
        previous in (".", "°", "º") and before in ("art", "n", "p", "pp", "l", "r", "d")
    )
    if labelled or (previous == "l'a" or (before == "l'" and previous == "a")):
        if figure.form == "words" and previous in ("type", "groupe", "version"):
            return None
        chain = _CHAIN.match(low, figure.end)
        return chain.end() if chain else figure.end
    if previous in t.bare_labels and figure.form == "digits" and figure.whole.isdigit() and left.adjacent:
        chain = _CHAIN.match(low, figure.end)
        end = chain.end() if chain and not noun_like(low, flat, chain.end(), 2, t) else figure.end
        return None if noun_like(low, flat, figure.end, figure.low, t) else end
    if figure.form != "digits" or not figure.whole.isdigit() or not left.adjacent or read_prefix(low, figure.start):
        return None
    initial = flat[max(0, left.start(1)) : left.start(1) + 1]
    if not initial.isupper():
        return None
    single = previous in t.roads and (previous not in ("a", "e") or before.startswith("autoroute"))
    if single or (previous not in t.stop and not noun_like(low, flat, figure.end, figure.low, t)):
        return figure.end if single or (previous not in t.heads and left.bound is None) else None
    return None


def address_end(low: str, flat: str, figure: Figure, t: NumberTables) -> int | None:
    """Return the end of a house number or postal code, or None."""
    if figure.form != "digits" or not figure.whole.isdigit() or figure.scale != 1:
        return None
    at = figure.end + (1 if low.startswith(",", figure.end) else 0)
    word = word_at(low, at + 1) if low[at : at + 1] == " " else ""
    if word in t.streets and len(figure.whole) <= 4 and (word == "bis" or not word.endswith("s")):
        return figure.end
    if len(figure.whole) != 5 or not flat[at + 1 : at + 2].isupper() or word in t.unit_words:
        return None
    near = low[max(0, figure.start - 60) : figure.start]
    street = any(street in near for street in ("rue ", "avenue ", "boulevard ", "cedex"))
    return figure.end if street or not word.endswith(("s", "x")) or figure.low % 100 else None


def score_end(low: str, figure: Figure) -> int | None:
    """Return the end of «2-1», «3 buts à 1», or None; «3 à 1» is judged where ranges are read."""
    if figure.form not in ("digits", "words") or figure.scale != 1:
        return None
    if match := _SCORE.match(low, figure.end):
        return match.end()
    return None


def play_end(low: str, figure: Figure, left: Left, t: NumberTables) -> int | None:
    """Return the end of «12'», where it is a minute of play and no duration, or None."""
    end = figure.end
    if figure.form != "digits" or low[end : end + 1] != "'" or low[end + 1 : end + 2].isalnum():
        return None
    told = left.last(1) in ("(", ",", "la", "a") or sporting(low, figure.start, end, t)
    return end + 1 if told else None


def hyphened_end(low: str, figure: Figure) -> int | None:
    """Return the end of digits joined by hyphens or slashes that no unit made a range, or None."""
    match = _HYPHENS.match(low, figure.start) if figure.form == "digits" else None
    return match.end() if match and match.end() > figure.end else None


def sporting(low: str, start: int, end: int, t: NumberTables) -> bool:
    """Tell whether words of a sports report stand near."""
    return t.sport.search(low, max(0, start - 80), min(len(low), end + 60)) is not None
