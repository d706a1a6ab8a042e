"""Wording at the letter: making a stretch of an article stand alone as a sentence. Nothing is paraphrased here.

Rules engine and checks both write with it, so that they write alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from summarizer.domain.analysis import Name
from summarizer.domain.span import Span
from summarizer.text.holders import tables
from summarizer.text.pack import pattern, word_set

_OPENERS, _CLOSERS = "«“", "»”"
_SPACE = re.compile(r"\s+")
_UNEVEN_SPACE = re.compile(r"\s{2,}|\n")
_EDGES = (
    " \t\n\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000,;:–—-"
)
"""White space (all that ``str.isspace`` knows) and the marks that a statement leaves behind where it is cut."""
_DISCOURSE = re.compile(r"(?:alors que|alors qu['’]|tandis que|tandis qu['’]|mais|or|et|quand) ", re.IGNORECASE)
_TOLD = re.compile(r"(?:et )?qu(?:e |['’])(?=\w)")
"""What opens the second of two clauses that are told, cut off from the first («… et qu'aucun poste n'est perdu»)."""
_CONNECTOR = re.compile(
    r"(?:par ailleurs|de plus|en outre|avec cela|ensuite|enfin|ainsi|de même|toutefois|cependant|par exemple|"
    r"en effet|d['’]ailleurs|après tout|du reste|aussi),? (?=\w)",
    re.IGNORECASE,
)
_SUBJECT = re.compile(r"(?<![-\w])(?:il|elle|ils|elles)\b(?!-)", re.IGNORECASE)
_INVERTED = re.compile(
    r"-(?:t-)?(?:il|elle|ils|elles)\b(?: (?:\w+ )?\w+(?:é|i|u|is|it)\b)?(?: (?:valoir|savoir|entendre))?"
)
_STRESSED = re.compile(r"(?<=selon )(?:lui|elle|eux|elles)\b")
_PRONOUN = re.compile(
    r"^(?:[«“\"\s]*)(?:il|elle|ils|elles|ce|cela|ceci|c['’]|celui-ci|celle-ci|ceux-ci|celles-ci|lui|eux|leur|leurs|"
    r"cette|cet|ces|son|sa|ses|ceux|celles|là|y|en|d['’]ici là|deux autres|aucune?|certaine?s?|l['’]un[e]?)\b",
    re.IGNORECASE,
)


def sentence_text(text: str, statement: Span, quotations: Iterable[Span]) -> str:
    """Return the statement as one sentence: white space folded, quotation marks made whole, a full stop at its end."""
    quotations = tuple(quotations)
    body = statement.text.strip(_EDGES)
    if not any(quotation.start <= statement.start < quotation.end for quotation in quotations):
        body = _without(_TOLD, _without(_DISCOURSE, body))
    for quotation in quotations:
        if quotation.start < statement.start < quotation.end < statement.end:
            body = f"« {body}" if text[quotation.end - 1] == "»" else f"“{body}"
        elif statement.start <= quotation.start < statement.end < quotation.end:
            body = body.rstrip(" .") + (" »" if text[quotation.start] == "«" else "”") + "."
    body = _UNEVEN_SPACE.sub(" ", body)
    if not body.startswith(("http:", "https:", "www.")):
        body = body[:1].upper() + body[1:]
    return body if body.rstrip(_CLOSERS + '" \u00a0\u202f').endswith((".", "!", "?", "…")) else body + "."


_WHERE = re.compile(r"\b(dans|à|en|chez|sur|sous) $")
_WHERE_ON = re.compile(r"^l['’](?=on\b)")
_CONTRACTED = {"du": "le", "au": "le", "aux": "les"}
_RELATIVES = frozenset(["qui", "que", "dont", "où", "lequel", "laquelle", "lesquels", "lesquelles"]) | frozenset(
    ["dans", "sur", "pour", "par", "chez", "avec"]
)
"""First words of a relative that is no participle."""
_AGREEMENT = re.compile(r"(?:es|e|s)$")
_UNSURE = re.compile(r".\b(?:du|des|au|aux|à|en|de|d)\b(?!['’ ]*[A-ZÀ-Þ])")
"""What makes two phrases of one, so that a relative may be about either: «l'adjoint du maire», not «le pont de Lys»."""


def stand_alone(text: str, relative: str, about: Span, *, lasting: bool = False) -> str:
    """Return a relative as a sentence about the phrase before it: «le club, qui a perdu» → «Le club a perdu».

    A participle takes its verb: «la maire, élue en mai» → «La maire a été élue en mai», «est» where its state is
    ``lasting``. Where it is not sure what the relative is about («l'adjoint du maire, qui…»), and of other relatives
    than «qui», the words stay as they are, behind their phrase; «dans la cour, où…» leads its clause.
    """
    phrase = with_article(text, about)
    first, _, rest = phrase.partition(" ")
    phrase = f"{_CONTRACTED[first.lower()]} {rest}" if first.lower() in _CONTRACTED and rest else phrase
    opening, _, clause = relative.partition(" ")
    before = _WHERE.search(text[max(0, about.start - 12) : about.start].lower())
    if opening.lower() == "qui" and _UNSURE.search(phrase) is None and not clause.startswith("compte"):
        sentence = f"{phrase} {clause}"
    elif opening.lower() == "où" and before is not None:
        sentence = f"{before.group(1)} {phrase}, {_WHERE_ON.sub('', clause)}"
    elif opening.lower() not in _RELATIVES:
        sentence = f"{phrase} {with_verb(relative, phrase, lasting=lasting)}"
    else:
        sentence = f"{phrase}, {relative[:1].lower()}{relative[1:]}"
    return sentence[:1].upper() + sentence[1:]


def with_verb(participle: str, phrase: str, *, lasting: bool) -> str:
    """Return a participle or an apposed phrase with the verb that it lacks, in the number of its phrase."""
    several = pattern("nested", "plural_regex").match(phrase.lower()) is not None
    words = participle[:1].lower() + participle[1:]
    negative = pattern("nested", "negative_regex").match(words)
    adverb = negative.group() if negative is not None else ""
    words = words[len(adverb) :]
    bare = _AGREEMENT.sub("", words.split(" ")[0].rstrip(".,"))
    being = "sont" if several else "est"
    having = "ont" if several else "a"
    state = lasting or bare in word_set("nested", "built_with_be")
    if adverb:
        adverb = adverb.replace("non ", "pas ").replace("toujours pas", "toujours pas")
        return f"n'est {adverb}{words}" if state and not several else f"n'{having} {adverb}été {words}"
    return f"{being} {words}" if state else f"{having} été {words}"


def without_connector(sentence: str) -> str:
    """Return the sentence without the words that tie it to the one before («Par ailleurs, »)."""
    bare = _without(_CONNECTOR, sentence)
    return bare[:1].upper() + bare[1:]


def _without(beginning: re.Pattern[str], text: str) -> str:
    match = beginning.match(text)
    return text[match.end() :] if match else text


def with_referent(sentence: str, name: str) -> str:
    """Return the sentence with «[name]» behind the pronoun that speaks: inverted, after *selon*, else its subject."""
    for speaking in (_INVERTED, _STRESSED, _SUBJECT):
        found = [match for match in speaking.finditer(sentence)]
        if found:
            at = found[-1 if speaking is _INVERTED else 0].end()
            bare = (
                name[:1].lower() + name[1:]
                if name.split("'")[0].split("’")[0].split()[0].lower() in tables().determiners
                else name
            )
            return f"{sentence[:at]} [{bare}]{sentence[at:]}"
    return sentence


def with_article(text: str, holder: Span) -> str:
    """Return a holder's name fit to follow «selon»: with its article, its first letter low unless it is a name.

    «du ministère» leaves «ministère» behind: its article is given back, as the contraction shows it.
    """
    name = holder.text
    first = _FIRST_WORD.match(name)
    word = first.group().lower() if first else ""
    before = text[max(0, holder.start - 4) : holder.start].lower()
    if word in tables().kinds and name[:1].islower():
        if before.endswith(("du ", "au ")):
            return "le " + name
        if before.endswith(("des ", "aux ")):
            return "les " + name
    if word in tables().determiners | {"m"} and word != "m":
        return name[:1].lower() + name[1:]
    return name


def lower_first(sentence: str, names: Sequence[Name]) -> str:
    """Return the sentence with a low first letter, unless it begins with a name or an abbreviation."""
    first = _FIRST_WORD.match(sentence)
    if first is None or (len(first.group()) > 1 and first.group().isupper()):
        return sentence
    word = first.group()
    if word.lower() not in tables().determiners and any(_begins(name.text, word) for name in names):
        return sentence
    return sentence[:1].lower() + sentence[1:]


def _begins(name: str, word: str) -> bool:
    """Tell whether the word is the first one of the name."""
    if not name.startswith(word):
        return False
    first = _FIRST_WORD.match(name)
    return first is not None and first.end() == len(word)


def leans_on_context(sentence: str) -> bool:
    """Tell whether a sentence begins with a word that points to another sentence («Ils», «Cette somme»)."""
    return _PRONOUN.match(sentence) is not None


def plain_title(title: str) -> str:
    """Return a title without pictograms and without the quotation marks around all of it."""
    bare = "".join(char for char in title if ord(char) < 0x1F000 and char not in "\ufe0f\u200d").strip()
    if len(bare) > 2 and bare[0] in '«“"' and bare[-1] in '»”"' and not any(char in bare[1:-1] for char in '«»“”"'):
        bare = bare[1:-1].strip()
    return _SPACE.sub(" ", bare)


_ARTICLE = re.compile(r"(?:[Ll]e |[Ll]a |[Ll]es |[Ll]['’])(?=\S)")
_FIRST_WORD = re.compile(r"[^\W_]+")
_ACRONYM = re.compile(r" \(([A-ZÀ-Þ][A-ZÀ-Þ0-9-]{1,9}|[A-ZÀ-Þ][a-zà-ÿ]{2,9})[,)]")
_EXPANSION = re.compile(r" \((?:[Ll]a |[Ll]e |[Ll]es |[Ll]['’])?([A-ZÀ-Þa-zà-ÿ][^()\d,;:]{5,90})[,)]")
_NAME_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_CONTENT = re.compile(r"[^\W\d_]{4,}|\d[\d.,\s]*")
_SOURCE_SHOWN = re.compile(
    r"\bselon ([^,:]{3,60})|(?:affirm\w+|assur\w+|indiqu\w+|déclar\w+) ((?:le|la|les|l['’])[^,.]{3,60})", re.IGNORECASE
)


def name_words(name: str) -> list[str]:
    """Return the words of a name, hyphens and apostrophes inside."""
    return _NAME_WORD.findall(name)


def without_article(name: str) -> str:
    """Return the name without its leading article."""
    return _without(_ARTICLE, name)


def acronym_after(text: str, name: str) -> str:
    """Return the acronym that the article gives right after a name: «Union des tailleurs (UT)»; else nothing."""
    at = text.find(name)
    while at >= 0:
        match = _ACRONYM.match(text, at + len(name))
        if match and (match.group(1).isupper() or _spells(match.group(1), name)):
            return match.group(1)
        at = text.find(name, at + 1)
    return ""


def expansion_after(text: str, acronym: str) -> str:
    """Return the full name that stands behind an acronym: «la FDU (Fédération des usagers)»; else nothing."""
    at = text.find(acronym + " (")
    match = _EXPANSION.match(text, at + len(acronym)) if at >= 0 else None
    return match.group(1) if match and _spells(acronym, match.group(1)) else ""


def _spells(acronym: str, name: str) -> bool:
    """Tell whether an acronym is made of letters of a name in their order, beginning with its first («Ofast»)."""
    letters = iter(_plain(name.casefold()))
    low = _plain(acronym.casefold())
    return _plain(name.casefold())[:1] == low[:1] and all(letter in letters for letter in low)


def _plain(low: str) -> str:
    return low.translate(_ACCENTS)


_ACCENTS = str.maketrans("àâäéèêëîïôöùûüç", "aaaeeeeiioouuuc")


@lru_cache(maxsize=1024)
def content_words(text: str) -> frozenset[str]:
    """Return the longer words and the figures of a text, case aside: what two sentences may share."""
    return frozenset([word.strip().casefold() for word in _CONTENT.findall(text)])


def source_shown(sentence: str) -> str:
    """Return the source that a sentence names with *selon* or behind a verb of saying; empty where it names none."""
    match = _SOURCE_SHOWN.search(sentence)
    return (match.group(1) or match.group(2)).strip() if match else ""
