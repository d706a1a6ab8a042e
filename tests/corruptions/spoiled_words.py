"""Operators on words: figures, bounds, moods, negations, dates. Each takes a sentence and gives it spoiled."""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarizer.text.conditionals import conditional_stem

_FIGURE = re.compile(r"(?<![\w.,])\d+(?:[ \u00a0\u202f.,’']\d+)*(?![\w])")
_BOUNDS = (
    r"(?:plus de|au moins|moins de|au plus|jusqu['’]à|environ|près de|quelque|à peine|autour de|pas moins de"
    r"|au minimum)"
)
_TURNED = {
    "plus de": "moins de",
    "au moins": "au plus",
    "moins de": "plus de",
    "au plus": "au moins",
    "jusqu'à": "au moins",
    "jusqu’à": "au moins",
}
_UNITS = (
    ("euros", "dollars"),
    ("dollars", "euros"),
    ("millions", "milliards"),
    ("milliards", "millions"),
    ("kilomètres", "mètres"),
    ("mètres", "kilomètres"),
    ("tonnes", "kilos"),
    ("mois", "ans"),
    ("ans", "mois"),
    ("jours", "semaines"),
    ("semaines", "jours"),
    ("heures", "minutes"),
    ("minutes", "heures"),
    ("%", "points"),
)
_MOVING = r"^(?:r?entrer|arriver|(?:re)?tomber|(?:re)?monter|rester|retourner|passer)$"
"""Verbs in -er with «être» in the past."""
_PRESENT = {"aurait": "a", "auraient": "ont", "serait": "est", "seraient": "sont", "pourrait": "peut"}
_FINITE = re.compile(r"\b(a|ont|est|sont|sera|seront|avait|avaient|était|étaient)\b(?! pas| plus| jamais|-)")
_NEGATED = re.compile(
    r"\b(?:ne |n['’])((?:[lsyd]['’]|se |en |y |le |la |les |lui |leur )*\w+) (?:pas|plus|jamais|guère) ?"
)


def digit_changed(text: str) -> Iterator[str]:
    """Change the last digit but zeros of each figure."""
    for match in _FIGURE.finditer(text):
        figure = match.group()
        if len(re.sub(r"\D", "", figure)) == 4 and figure.startswith(("19", "20")):
            continue  # years have an operator of their own
        at = next((i for i in range(len(figure) - 1, -1, -1) if figure[i] in "123456789"), None)
        if at is not None:
            digit = "2" if figure[at] == "1" else str(int(figure[at]) - 1)
            yield text[: match.start()] + figure[:at] + digit + figure[at + 1 :] + text[match.end() :]


def times_ten(text: str) -> Iterator[str]:
    """Write a figure without separators ten times as large."""
    for match in _FIGURE.finditer(text):
        if match.group().isdigit() and not (len(match.group()) == 4 and match.group()[:2] in ("19", "20")):
            yield text[: match.start()] + match.group() + "0" + text[match.end() :]


def unit_swapped(text: str) -> Iterator[str]:
    """Put another unit or currency behind a figure."""
    for unit, other in _UNITS:
        for match in re.finditer(rf"(?<=\d)([ \u00a0\u202f]?){unit}(?!\w)", text):
            space = match.group(1) or " "
            yield text[: match.start()] + space + other + text[match.end() :]


def bound_dropped(text: str) -> Iterator[str]:
    """Give a bounded or estimated figure as exact."""
    for match in re.finditer(rf"\b{_BOUNDS} (?=\d)", text, re.IGNORECASE):
        yield text[: match.start()] + text[match.end() :]


def bound_turned(text: str) -> Iterator[str]:
    """Turn an upper bound into a lower one, and the other way round."""
    for words, other in _TURNED.items():
        for match in re.finditer(rf"\b{words} (?=\d)", text):
            yield text[: match.start()] + other + " " + text[match.end() :]


def range_collapsed(text: str) -> Iterator[str]:
    """Keep one end of a range."""
    for match in re.finditer(r"\bentre (\d[\d,. \u00a0\u202f]*) et (?=\d)(?!(?:19|20)\d\d\b)", text):
        yield text[: match.start()] + text[match.end() :]
    for match in re.finditer(r"(?<=\d) à (\d+)(?= \w)(?! h)", text):
        if not re.search(r"\bde \d[\d,.]*$", text[: match.start()]):
            yield text[: match.start()] + text[match.end() :]


def made_indicative(text: str) -> Iterator[str]:
    """Put each conditional into the indicative, one at a time."""
    for match in re.finditer(r"\w+rai(?:t|ent)\b", text):
        low = match.group().lower()
        if conditional_stem(low) is None:
            continue
        plain = _PRESENT.get(low) or (low[:-5] + "ont" if low.endswith("aient") else low[:-2])
        yield text[: match.start()] + plain + text[match.end() :]


def without_attribution(text: str) -> str:
    """Return a sentence without «Selon X, », «, selon X», «, a déclaré X»."""
    bare = re.sub(r"^(?:Selon|D['’]après) [^,]+, ", "", text)
    bare = re.sub(
        r",? (?:selon|d['’]après) [^,.]+(?=[,.]|$)|, (?:a|ont) (?:déclaré|affirmé|indiqué|annoncé|assuré)[^,.]*",
        "",
        bare,
    )
    return bare[:1].upper() + bare[1:]


def negation_dropped(text: str) -> Iterator[str]:
    """Take «ne … pas» away, one at a time."""
    for match in _NEGATED.finditer(text):
        if re.match(r"que\b|qu['’]", text[match.end() :]):
            continue
        before = re.sub(r"\b(d)e $", r"\1’", text[: match.start()]) if match.group(1)[0] in "aeéêiou" else ""
        yield (before or text[: match.start()]) + match.group(1) + " " + text[match.end() :]


def negation_added(text: str) -> Iterator[str]:
    """Negate the first auxiliary or copula."""
    match = _FINITE.search(text)
    before = text[: match.start()] if match else ""
    taken = r"(?:\b(?:ne|ni|personne|rien|que|nous)|n['’]|l['’]|m['’]|aucune? \w+)[^,.:]{0,12}$"
    if match and not re.search(taken, before, re.IGNORECASE):
        clitic = re.search(r"\b([sc])['’]$", before, re.IGNORECASE)
        if clitic is not None:  # «s’est» becomes «ne s’est pas», «c’est» «ce n’est pas»
            own = "ne s’" if clitic.group(1).lower() == "s" else f"{clitic.group(1)}e n’"
            yield f"{text[: clitic.start()]}{own}{match.group()} pas{text[match.end() :]}"
            return
        ne = "n’" if match.group()[0] in "aoeéê" else "ne "
        yield f"{text[: match.start()]}{ne}{match.group()} pas{text[match.end() :]}"


def made_past(text: str) -> Iterator[str]:
    """Say of what will happen that it has: futures of verbs in -er, in French that somebody might write."""
    for match in re.finditer(r"\b(se |s['’])?(\w{3,}er)(a|ont)\b", text):
        verb, many = match.group(2), match.group(3) == "ont"
        participle = re.sub(r"è(?=[^aeiouy]é$)", "e", f"{verb[:-2]}é")
        if match.group(1):
            past = f"se sont {participle}s" if many else f"s’est {participle}"
        elif re.search(_MOVING, verb):
            past = f"sont {participle}s" if many else f"est {participle}"
        else:
            past = f"{'ont' if many else 'a'} {participle}"
        yield text[: match.start()] + past + text[match.end() :]
    for match in re.finditer(r"\bsera (?=\w+é)", text):
        yield text[: match.start()] + "a été " + text[match.end() :]


def possibility_dropped(text: str) -> Iterator[str]:
    """Say plainly what may be: «pourrait fermer» becomes «va fermer», «probablement» goes."""
    for match in re.finditer(r"\b(?:pourrait|peut|devrait)\b(?= \w+(?:er|ir|re)\b)", text):
        yield text[: match.start()] + "va" + text[match.end() :]
    for match in re.finditer(r"\b(?:pourraient|peuvent|devraient)\b(?= \w+(?:er|ir|re)\b)", text):
        yield text[: match.start()] + "vont" + text[match.end() :]
    for match in re.finditer(r"(?: |^)(?:probablement|sans doute|peut-être|vraisemblablement)(?= |,|\.)", text):
        yield (text[: match.start()] + text[match.end() :]).strip()


def date_changed(text: str) -> Iterator[str]:
    """Name another day, month or year."""
    days = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
    months = ("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre")
    for names in (days, months):
        for match in re.finditer(rf"\b(?:{'|'.join(names)})\b", text):
            other = names[(names.index(match.group()) + 3) % len(names)]
            yield text[: match.start()] + other + text[match.end() :]
    for match in re.finditer(r"\b(?:19|20)\d\d\b", text):
        yield f"{text[: match.start()]}{int(match.group()) - 7}{text[match.end() :]}"


def turned_round(text: str) -> Iterator[str]:
    """Say the opposite: a rise becomes a fall, a purchase a sale."""
    pairs = (
        ("hausse", "baisse"),
        ("augmentation", "diminution"),
        ("gagné", "perdu"),
        ("ouverture", "fermeture"),
        ("victoire", "défaite"),
        ("accepté", "refusé"),
        ("acquitté", "condamné"),
        ("favorable", "opposé"),
        ("avant", "après"),
        ("augmenté", "diminué"),
    )
    for one, other in [*pairs, *((b, a) for a, b in pairs)]:
        for match in re.finditer(rf"(?<!d['’])(?<!D['’])(?<!\ben )\b{one}\b(?!-| de | d['’]| coup)", text):
            yield text[: match.start()] + other + text[match.end() :]


def counted_swapped(text: str) -> Iterator[str]:
    """Count something else: the dead become the wounded."""
    pairs = (
        ("morts", "blessés"),
        ("blessés", "morts"),
        ("salariés", "actionnaires"),
        ("emplois", "logements"),
        ("habitants", "touristes"),
        ("soldats", "civils"),
        ("civils", "soldats"),
        ("personnes", "policiers"),
        ("patients", "médecins"),
        ("tonnes", "caisses"),
    )
    for one, other in pairs:
        for match in re.finditer(rf"(?<=\d ){one}\b", text):
            yield text[: match.start()] + other + text[match.end() :]
