"""Pairing: a sentence finds the passages it is about in any words; what is invented finds next to nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from summarizer.checks.ground import Ground
from summarizer.checks.pairing import BEYOND, THIN, Pairs
from summarizer.domain.article import Article
from summarizer.text.analyse import analyse

ROOT = Path(__file__).parents[2]
ARTICLES = ROOT / "examples" / "articles"
ANSWERS = ROOT / "tests" / "reference_endpoint" / "answers"


def pairs_of(path: Path) -> Pairs:
    """Return the passages of an article file."""
    return Pairs(Ground.of(analyse(Article.of(path.read_text(encoding="utf-8")))))


SECURITY = (ARTICLES / "01-agence-securite.txt").read_text(encoding="utf-8")
PAIRS = pairs_of(ARTICLES / "01-agence-securite.txt")


@dataclass(frozen=True)
class Paired:
    """A sentence and the words that its passages have, in order."""

    id: str
    text: str
    passages: tuple[str, ...]


PAIRED = (
    Paired("other words", "Des étudiants seraient recrutés comme opérateurs de drones.", ("recruterait des opér",)),
    Paired("a figure", "La solde irait jusqu'à 1 900 euros.", ("La solde y atteindrait",)),
    Paired("two passages", "La formation durerait cinq semaines ; Brenn ouvrirait une enquête.", ("lac Orva", "Brenn")),
    Paired(
        "a source that stands elsewhere", "Selon les services lurniens, une prime serait versée.", ("une prime dès",)
    ),
    Paired("a pronoun's holder", "M. Velm parlait de 31.000 contrats.", ("31.000",)),
    Paired("nothing shared", "Le championnat reprendra samedi à Orchelles.", ()),
    Paired("one shared name", "Brenn a battu Orchelles dimanche en finale.", ()),
)


@pytest.mark.parametrize("case", PAIRED, ids=lambda case: case.id)
def test_a_sentence_finds_its_passages(case: Paired) -> None:
    """By what they share, the rarer the heavier; no passage is taken that adds next to nothing."""
    pairing = PAIRS.of(case.text)
    found = [sentence.span.text for sentence in pairing.sentences]
    assert len(found) == len(case.passages), found
    assert all(words in sentence for words, sentence in zip(case.passages, found, strict=True))
    assert all(span.text == SECURITY[span.start : span.end] for span in pairing.spans)


INVENTED: dict[str, tuple[str, ...]] = {
    "01": (
        "Trois officiers ont été arrêtés à Brenn par la police fédérale.",
        "La Tessarie a fermé ses ambassades en Lurnie après l'affaire.",
        "Le camp du lac Orva a été détruit par une frappe aérienne.",
        "Ilse Darvenko a été limogée par le président tessarien.",
        "Les étudiants recrutés seraient envoyés sur le front sud dès cet été.",
        "Radan Velm a présenté ses excuses aux familles des deux volontaires.",
        "L'université de Brenn a expulsé douze étudiants tessariens.",
        "Un rapport de l'ONU confirme la présence de drones tessariens.",
    ),
    "02": (
        "L'incendie a été provoqué par un court-circuit dans l'ascenseur, selon les enquêteurs.",
        "Le maire de Vaurelle a décrété trois jours de deuil.",
        "Un pompier a été décoré pour son courage.",
        "Les locataires ont porté plainte contre le bailleur Habitat Ossane.",
        "Le préfet Bertrand Kessouan a démissionné mercredi.",
    ),
    "03": (
        "Maubrac a vendu sa filiale italienne à un fonds d'investissement.",
        "Inès Pautrel a été licenciée pour faute grave.",
        "L'État va nationaliser l'usine d'Orchelles, a promis la ministre.",
        "Les salariés ont occupé le siège du groupe pendant deux nuits.",
        "Alban Rivoire touchera une prime de départ.",
    ),
    "04": (
        "La police a arrêté le faux expert en avril, a confirmé le ministre Paul Ferrier.",
        "Le tribunal a condamné la galerie Belmont à rembourser les acheteurs.",
        "Lucien Marvaz a pleuré en demandant pardon aux victimes.",
        "Solène Vidalou a remboursé la totalité des sommes perçues.",
    ),
    "05": (
        "Le stade a été évacué après un incendie dans les tribunes.",
        "Hanne Ostrel quittera le club en fin de saison pour entraîner Montcarel.",
        "Koffi Brandel a été expulsé pour un geste violent.",
        "Le Racing Valbrune a porté réclamation auprès de la ligue.",
    ),
    "06": (
        "L'étude, financée par le laboratoire Norvex, a duré dix ans.",
        "Trois patients sont décédés pendant l'essai.",
        "Paul Ménadier recommande de prescrire des somnifères le matin.",
        "La montre connectée a été rappelée par son fabricant.",
    ),
    "08": (
        "Un car scolaire a glissé dans un ravin, faisant trois blessés.",
        "Les lycées sont ouverts et le maire a levé l'alerte.",
        "La piscine a fermé définitivement ses portes, faute de crédits.",
        "Une avalanche a emporté deux skieurs au col du Merle.",
    ),
    "09": (
        "La Norvanie a menacé de bombarder le barrage.",
        "Odile Varnay a démissionné jeudi soir après un vote du parlement.",
        "Mirko Stavel a été blessé par un manifestant.",
        "Les agriculteurs ont incendié le palais des congrès.",
        "Londres versera 250 millions d'euros au fonds.",
    ),
}
"""Sentences about nothing that happens in the article of that number, mostly about people whom it names."""


def example(number: str) -> Path:
    """Return the file of an example article."""
    return next(ARTICLES.glob(f"{number}-*.txt"))


def shares(number: str, texts: list[str]) -> Iterator[float]:
    """Yield which share of each text its passages have."""
    pairs = pairs_of(example(number))
    for text in texts:
        yield pairs.share(text, pairs.of(text))


def test_truthful_texts_are_found_whatever_their_words() -> None:
    """Of the reference answers, in free paraphrase most of them, next to none is taken for something else."""
    found: list[float] = []
    for path in sorted(ANSWERS.glob("*.json")):
        if not list(ARTICLES.glob(f"{path.stem}.txt")):
            continue
        answer = json.loads(path.read_text(encoding="utf-8"))
        texts = [answer["headline"], *(one["text"] for one in (*answer["summary"], *answer["claims"]))]
        found += shares(path.stem[:2], texts)
    assert len(found) > 50
    assert sum(share < BEYOND for share in found) <= 0.03 * len(found)
    assert sum(share < THIN for share in found) <= 0.1 * len(found)


def test_most_of_what_is_invented_is_not_found() -> None:
    """A name of the article alone makes no passage."""
    found = [share for number, texts in INVENTED.items() for share in shares(number, list(texts))]
    assert sum(share < BEYOND for share in found) >= 0.45 * len(found)
    assert sum(share < THIN for share in found) >= 0.65 * len(found)


def test_known_places_are_taken_as_they_are() -> None:
    """What a claim quotes is its passage, with the readings there."""
    start = SECURITY.index("elle ouvrirait une enquête interne")
    span = next(one for one in (PAIRS.of("Brenn ouvrirait une enquête interne.").spans) if one.start <= start < one.end)
    pairing = PAIRS.within((span,))
    assert [one.span.start <= start < one.span.end for one in pairing.sentences] == [True]
    assert pairing.readings


def test_names_alone_are_shared_by_what_is_invented() -> None:
    """They do not count for what a text says; where it says nothing else, they do."""
    text = "Ilse Darvenko a été limogée."
    assert PAIRS.share(text, PAIRS.of(text)) == 0
    assert PAIRS.share("Ilse Darvenko", PAIRS.of("Ilse Darvenko")) == 1
