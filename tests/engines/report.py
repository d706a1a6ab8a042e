"""A long report, invented: made sentence by sentence from parts, so that no two paragraphs say the same."""

from __future__ import annotations

import json
import re
from typing import Any

from summarizer.domain.article import Article
from tests.reference_endpoint.answers import numbered_sentences
from tests.reference_endpoint.server import Ask, ReferenceEndpoint, Reply, completion, error, written

TOWNS = ("Valmorel", "Trescaut", "Ambrine", "Corvelle", "Lussange", "Pontarac", "Sérignol", "Maudrac", "Vexin-le-Haut")
TRADES = ("la scierie", "la tannerie", "la minoterie", "la filature", "la verrerie", "la laiterie", "la fonderie")
PEOPLE = ("Odile Brannec", "Marc Tessier-Loy", "Hélène Audouard", "Samir Belkacem", "Ivan Corrège", "Nora Delmas")
HEADING = re.compile(r"^## ", re.MULTILINE)


def report(characters: int = 60_000) -> Article:
    """Return an invented report of at least so many characters: a title, headings, paragraphs of four sentences."""
    lines = ["Enquête sur la vallée de la Sarre-Vieille", ""]
    place = 0
    while len("\n".join(lines)) < characters:
        if place % 9 == 0:
            lines += [f"Chapitre {place // 9 + 1} : {TRADES[place // 9 % 7]}", ""]
        lines += [_paragraph(place), ""]
        place += 1
    return Article.of("\n".join(lines))


def _paragraph(place: int) -> str:
    town, trade, person = TOWNS[place % 9], TRADES[place // 9 % 7], PEOPLE[place * 5 % 6]
    jobs = 100 + 7 * place
    return (
        f"Le chantier numéro {place + 1}, à {town}, occupe {jobs} ouvriers depuis {2 + place % 11} ans. "
        f"Selon {person}, la reprise de {trade} coûterait {3 + place} millions d’euros. "
        f"« Le dossier {place + 1} n’est pas prêt », a déclaré {person} devant le conseil de {town}. "
        f"La commune {'ne ' if place % 4 == 0 else ''}{'paiera pas' if place % 4 == 0 else 'paiera'} "
        f"la route de {town} avant l’hiver {2027 + place % 9}."
    )


def answer(sentences: dict[int, str]) -> dict[str, Any]:
    """Return a draft of the sentences shown: a claim for each price and number of jobs, people as sources."""
    sources: dict[str, str] = {}
    claims: list[dict[str, Any]] = []
    for number in sorted(sentences):
        text = sentences[number]
        person = next((name for name in PEOPLE if name in text), None)
        if "coûterait" in text and person:
            key = sources.setdefault(person, f"s{len(sources) + 1}")
            claims.append(_claim(number, text, len(claims) + 1, key))
        elif "occupe" in text:
            claims.append(_claim(number, text, len(claims) + 1, None))
    return {
        "actors": [{"name": name, "kind": "person", "role": None, "aliases": []} for name in sources],
        "numbers": [],
        "sources": [{"key": key, "name": name, "kind": "person"} for name, key in sources.items()],
        "claims": claims,
        "summary": [{"claims": ["c1"], "text": claims[0]["text"]}] if claims else [],
        "headline": "Enquête sur la vallée de la Sarre-Vieille",
    }


def _claim(number: int, text: str, place: int, source: str | None) -> dict[str, Any]:
    priced = source is not None
    return {
        "key": f"c{place}",
        "evidence": [{"sentence": number, "quote": text.removesuffix(".")}],
        "cues": [{"sentence": number, "quote": "coûterait", "type": "conditional_reportive"}] if priced else [],
        "source_type": "named" if priced else "author",
        "sources": [{"source": source, "role": "origin"}] if priced else [],
        "report_form": "indirect" if priced else "none",
        "certainty": "certain",
        "endorsement": "withheld" if priced else "asserted",
        "disputed_by": [],
        "polarity": "positive",
        "tense": "present",
        "event_status": "realized",
        "text": text,
    }


class ReportEndpoint(ReferenceEndpoint):
    """The reference endpoint with answers made from what a window shows; some windows can be told to fail.

    ``refused`` are the windows, from 0, that are refused, ``broken`` those that meet a server's error; ``hardened``:
    the last price of each window is given as a fact until it is asked again.
    """

    def __init__(self, *, refused: tuple[int, ...] = (), broken: tuple[int, ...] = (), hardened: bool = False) -> None:
        super().__init__()
        self.refused, self.broken, self.hardened = refused, broken, hardened
        self.windows: list[tuple[int, int]] = []
        self.repairs: list[tuple[int, int]] = []

    def reply(self, path: str, body: bytes) -> Reply:
        """Return the answer to one window, or to a repair of it."""
        self.bodies.append(body)
        ask = Ask(json.loads(body))
        sentences = numbered_sentences(ask.prompt)
        shown = (min(sentences), max(sentences))
        if ask.again:
            return self._repair(ask, sentences, shown)
        place = self.windows.index(shown) if shown in self.windows else len(self.windows)
        self.windows += [shown] if shown not in self.windows else []
        if place in self.broken:
            return error(500, "The server had an error")
        if place in self.refused:
            return completion(None, ask, refusal="Je ne peux pas traiter ce passage.")
        draft = answer(sentences)
        if self.hardened:
            priced = [one for one in draft["claims"] if "coûterait" in one["text"]][-1]
            priced["text"] = priced["text"].replace("coûterait", "coûte")
        return completion(written(draft), ask)

    def _repair(self, ask: Ask, sentences: dict[int, str], shown: tuple[int, int]) -> Reply:
        """Return the claims that are asked again as the article has them, under the keys they are asked under."""
        self.repairs.append(shown)
        told = str(ask.body["messages"][-1]["content"])
        draft = json.loads(str(ask.body["messages"][2]["content"]))
        asked = re.findall(r"^- affirmation (\S+)$", told.rpartition("PARTIELLE")[2], re.MULTILINE)
        mended = [{**one, "text": ""} for one in draft["claims"] if one["key"] in asked]
        body = {"actors": [], "sources": [], "claims": mended, "summary": [], "headline": ""}
        return completion(json.dumps(body, ensure_ascii=False), ask)
