"""What ``read_numbers`` reads: values, bounds, units, spans, and what it leaves alone."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.domain.analysis import NumberMention
from summarizer.domain.terms import Comparator, NumberKind
from summarizer.text.number_tables import fold_letters, number_tables
from summarizer.text.numbers import read_numbers

NBSP, NNBSP = "\u00a0", "\u202f"


@dataclass(frozen=True, slots=True)
class Case:
    """A sentence with its first mention: span text, both ends, comparator, unit, kind, and what bounds it."""

    text: str
    span: str
    low: int | float | None
    high: int | float | None
    unit: str = ""
    kind: NumberKind = "count"
    comparator: Comparator = "exact"
    approx: str | None = None
    measures: str | None = None


def exact(text: str, span: str, value: float, unit: str = "", kind: NumberKind = "count") -> Case:
    """Return the case of one exact value."""
    return Case(text, span, value, value, unit, kind)


DIGITS = (
    exact("On a vu 280.000 soldats.", "280.000", 280000, "soldats"),
    exact("On a vu 880’000 habitants.", "880’000", 880000, "habitants"),
    exact("On a vu 880'000 habitants.", "880'000", 880000, "habitants"),
    exact("On a vu 3 700 foyers.", "3 700", 3700, "foyers"),
    exact(f"On a vu 3{NBSP}700 foyers.", f"3{NBSP}700", 3700, "foyers"),
    exact(f"On a vu 3{NNBSP}700 foyers.", f"3{NNBSP}700", 3700, "foyers"),
    exact("On a vu 7500 foyers.", "7500", 7500, "foyers"),
    exact("On a vu 1 234 567 abonnés.", "1 234 567", 1234567, "abonnés"),
    exact("Un indice de 2,5 ce mois.", "2,5", 2.5, "", "other"),
    exact("Il y a 2,5 millions de foyers.", "2,5 millions", 2500000, "foyers"),
    exact("Il coûte 16,4 millions de dollars.", "16,4 millions de dollars", 16400000, "USD", "money"),
)
WORDS = (
    exact("On compte six millions de clients.", "six millions", 6000000, "clients"),
    exact("On compte quatre-vingt-dix-sept tours.", "quatre-vingt-dix-sept", 97, "tours"),
    exact("On compte quatre-vingts tours.", "quatre-vingts", 80, "tours"),
    exact("On compte vingt et un bancs.", "vingt et un", 21, "bancs"),
    exact("On compte soixante et onze bancs.", "soixante et onze", 71, "bancs"),
    exact("On compte septante-deux bancs.", "septante-deux", 72, "bancs"),
    exact("On compte nonante bancs.", "nonante", 90, "bancs"),
    exact("On compte deux cent mille bancs.", "deux cent mille", 200000, "bancs"),
    exact("On compte mille neuf cents bancs.", "mille neuf cents", 1900, "bancs"),
    exact("Un million deux cent mille bancs.", "Un million deux cent mille", 1200000, "bancs"),
    exact("Un milliard et demi d'euros.", "Un milliard et demi d'euros", 1500000000, "EUR", "money"),
    exact("Les neuf maires sont venus.", "neuf", 9, "maires"),
)
RATIOS = (
    exact("Il a perdu un tiers du débit.", "un tiers", 1 / 3, "", "ratio"),
    exact("Les deux tiers des élus.", "deux tiers", 2 / 3, "", "ratio"),
    exact("La moitié des élus.", "La moitié", 0.5, "", "ratio"),
    exact("Les trois quarts des élus.", "trois quarts", 0.75, "", "ratio"),
    exact("C'est un sur trois.", "un sur trois", 1 / 3, "", "ratio"),
    exact("C'est 1 sur 3.", "1 sur 3", 1 / 3, "", "ratio"),
    exact("Pour sept Suisses sur dix.", "sept Suisses sur dix", 0.7, "", "ratio"),
    exact("Un cinquième des élus.", "Un cinquième", 0.2, "", "ratio"),
    exact("Soit 1 pour 100 000 habitants.", "1 pour 100 000", 1 / 100000, "", "ratio"),
    exact("Soit 40 % des voix.", "40 %", 40, "%", "percent"),
    exact("Soit 40% des voix.", "40%", 40, "%", "percent"),
    exact("Soit quatre pour cent des voix.", "quatre pour cent", 4, "%", "percent"),
    exact("Il gagne 0,3 point de pourcentage.", "0,3 point de pourcentage", 0.3, "point", "percent"),
    exact("Il gagne 2 points.", "2 points", 2, "point", "other"),
)
UNITS = (
    exact("Un prêt de 3 M€ est prévu.", "3 M€", 3000000, "EUR", "money"),
    exact("Un prêt de 2 Md€ est prévu.", "2 Md€", 2000000000, "EUR", "money"),
    exact("Un prêt de 1,2 milliard d'euros.", "1,2 milliard d'euros", 1200000000, "EUR", "money"),
    exact("Un prêt de 200 francs suisses.", "200 francs suisses", 200, "CHF", "money"),
    exact("Un prêt de 200 francs.", "200 francs", 200, "francs", "money"),
    exact("Un prêt de 40 livres sterling.", "40 livres sterling", 40, "GBP", "money"),
    exact("Un prêt de $10 est prévu.", "$10", 10, "USD", "money"),
    exact("Il vaut treize euros et quarante centimes.", "treize euros et quarante centimes", 13.4, "EUR", "money"),
    exact("Il est à 12 km de là.", "12 km", 12, "km", "distance"),
    exact("Il mesure 1 m 80, dit-on.", "1 m 80", 1.8, "m", "distance"),
    exact("Il roule à 120 km/h.", "120 km/h", 120, "km/h", "other"),
    exact("Il fait −9 °C.", "−9 °C", -9, "°C", "other"),
    exact("Un champ de 20 ha brûle.", "20 ha", 20, "ha", "other"),
    exact("Il dure pendant 8 heures.", "8 heures", 8, "h", "duration"),
    exact("Il dure un an et demi.", "un an et demi", 1.5, "year", "duration"),
    exact("Il dure deux ans et trois mois.", "deux ans et trois mois", 27, "month", "duration"),
    exact("Ces cinq dernières années furent rudes.", "cinq dernières années", 5, "year", "duration"),
    exact("Il risque cinq ans de prison.", "cinq ans", 5, "year", "duration"),
    exact("Il est âgé de 12 ans.", "12 ans", 12, "year", "age"),
    exact("Un homme de 37 ans est venu.", "37 ans", 37, "year", "age"),
    exact("Léa Morel, 37 ans, est venue.", "37 ans", 37, "year", "age"),
    exact("C'est le troisième essai.", "troisième", 3, "", "rank"),
    exact("C'est la 3e fois.", "3e", 3, "", "rank"),
)
RANGES = (
    Case("Entre 20 et 30 clients.", "20 et 30", 20, 30, "clients", "count", "range", "Entre"),
    Case("Soit 20 à 30 clients.", "20 à 30", 20, 30, "clients", "count", "range"),
    Case("Soit de 5 % à 7 % par an.", "5 % à 7 %", 5, 7, "%", "percent", "range"),
    Case("Cela prend six mois à un an.", "six mois à un an", 6, 12, "month", "duration", "range"),
    Case("Une peine de 10-12 ans.", "10-12 ans", 10, 12, "year", "duration", "range"),
    Case("Soit 2 à 3 millions d'euros.", "2 à 3 millions d'euros", 2000000, 3000000, "EUR", "money", "range"),
    Case("Soit deux à trois mille bancs.", "deux à trois mille", 2000, 3000, "bancs", "count", "range"),
    Case("Il fait entre -5 et 3 °C.", "-5 et 3 °C", -5, 3, "°C", "other", "range", "entre"),
    Case("Il dure entre un et deux ans.", "un et deux ans", 1, 2, "year", "duration", "range", "entre"),
    Case("Soit un ou deux blessés.", "un ou deux", 1, 2, "blessés", "count", "range"),
)
BOUNDS = (
    Case("Soit plus de 300 clients.", "300", 300, None, "clients", "count", "more_than", "plus de"),
    Case("Soit dépassant les 300 clients.", "300", 300, None, "clients", "count", "more_than", "dépassant"),
    Case("Soit au moins 300 clients.", "300", 300, None, "clients", "count", "at_least", "au moins"),
    Case("Soit pas moins de 300 clients.", "300", 300, None, "clients", "count", "at_least", "pas moins de"),
    Case("Soit 300 euros ou plus.", "300 euros", 300, None, "EUR", "money", "at_least", "ou plus"),
    Case("Soit moins de 300 clients.", "300", None, 300, "clients", "count", "less_than", "moins de"),
    Case("Jusqu’à 3 700 euros.", "3 700 euros", None, 3700, "EUR", "money", "at_most", "Jusqu’à"),
    Case("Jusqu'à quelque 300 clients.", "300", None, 300, "clients", "count", "at_most", "Jusqu'à quelque"),
    Case("Il ne dépasse pas 300 euros.", "300 euros", None, 300, "EUR", "money", "at_most", "dépasse pas"),
    Case("Soit 300 euros au maximum.", "300 euros", None, 300, "EUR", "money", "at_most", "au maximum"),
    Case("Soit environ 300 clients.", "300", 300, 300, "clients", "count", "about", "environ"),
    Case("Soit des quelques 880’000 abonnés.", "880’000", 880000, 880000, "abonnés", "count", "about", "quelques"),
    Case("Soit près de 300 clients.", "300", 300, 300, "clients", "count", "about", "près de"),
    Case("Soit 300 clients environ.", "300", 300, 300, "clients", "count", "about", "environ"),
    Case("Il y a une vingtaine de bancs.", "une vingtaine", 20, 20, "bancs", "count", "about"),
    Case("Au moins un mort.", "un", 1, None, "mort", "count", "at_least", "Au moins"),
    Case(
        "Il y a des dizaines de milliers de bancs.", "des dizaines de milliers", 10000, 100000, "bancs", "count",
        "order_of_magnitude", "des",
    ),
    Case("La fuite de centaines d'élus.", "centaines", 100, 1000, "élus", "count", "order_of_magnitude"),
    Case(
        "Soit plusieurs millions d'euros.", "millions d'euros", 1000000, 10000000, "EUR", "money",
        "order_of_magnitude", "plusieurs",
    ),
)  # fmt: skip
NEAR_AND_UNDER = (
    Case("La marge sera « proche de 9 % ».", "9 %", 9, 9, "%", "percent", "about", "proche de"),
    Case("Un taux voisin de 3 % est attendu.", "3 %", 3, 3, "%", "percent", "about", "voisin de"),
    Case("Les ventes flirtent avec les 10 %.", "10 %", 10, 10, "%", "percent", "about", "flirtent avec"),
    Case("Le déficit tutoie les 5 %.", "5 %", 5, 5, "%", "percent", "about", "tutoie"),
    Case("On n'est pas loin des 300 licenciés.", "300", 300, 300, "licenciés", "count", "about", "pas loin des"),
    Case("Au mieux 40 agents viendront.", "40", None, 40, "agents", "count", "at_most", "Au mieux"),
    Case("Le cours est tombé sous la barre des 40 euros.", "40 euros", None, 40, "EUR", "money", "less_than", "sous"),
    Case(
        "L'effectif passe sous le seuil des 300 salariés.", "300", None, 300, "salariés", "count", "less_than", "sous"
    ),
    Case("La vente ramènerait le levier sous 2.", "2", None, 2, "", "count", "less_than", "sous"),
    Case("Le taux est repassé sous 1, dit-il.", "1", None, 1, "", "count", "less_than", "sous"),
    Case("Ils ont dormi sous les deux tentes.", "deux", 2, 2, "tentes"),
    Case("Il faudra cinq, voire six mois.", "cinq, voire six mois", 5, 6, "month", "duration", "range"),
    Case("Deux, voire trois salariés sont visés.", "Deux, voire trois", 2, 3, "salariés", "count", "range"),
    exact("La dette atteint 2,3 fois l'Ebitda.", "2,3 fois", 2.3, "Ebitda", "ratio"),
    exact("Il a vu trois fois le film.", "trois", 3, "fois"),
    exact("Sept des dix-neuf conseillers sont partis.", "Sept", 7, "conseillers"),
    exact("Huit des 22 salles ont fermé.", "Huit", 8, "salles"),
    exact("Le bilan fait état d'un mort et de six blessés.", "un", 1, "mort"),
    exact("La famille d'un mort et de deux blessés porte plainte.", "deux", 2, "blessés"),
    Case("Un gros millier de spectateurs est venu.", "Un gros millier", 1000, 1000, "spectateurs", "count", "about"),
)
MEASURES = (
    Case("Six millions de clients d'Asie du Sud vivent là.", "Six millions", 6000000, 6000000, "clients",
         measures="clients d'Asie du Sud"),
    Case("Soit 300 nouveaux élus locaux, dit-on.", "300", 300, 300, "élus", measures="nouveaux élus locaux"),
    Case("Les 300 élus ont voté.", "300", 300, 300, "élus", measures="élus"),
    Case("Soit 600 de plus que prévu.", "600", 600, 600, ""),
    Case("Il touche 300 euros par mois.", "300 euros", 300, 300, "EUR", "money", measures="par mois"),
)  # fmt: skip
ALL = (*DIGITS, *WORDS, *RATIOS, *UNITS, *RANGES, *BOUNDS, *NEAR_AND_UNDER, *MEASURES)

NO_QUANTITIES = (
    "Le 12 mai 2026, le 1er janvier et le 9 mai.",
    "Du 12 au 15 mai, les 12 et 13 juin, le 11-Septembre.",
    "Le 12/05/2026, en 2026-05, date 2026-05.",
    "En 2023, en septembre 2022, depuis 1998, l'année 2024, en 2024-2025.",
    "Entre 2019 et 2023, les années 1990, les années 90, fin 2023, (2019).",
    "À 14 h 30, à 20h, vers 8 heures, dès 8 heures, jusqu'à 19 h.",
    "Ouvert de 8 h à 18 h et 24 heures sur 24.",
    "Une victoire 2-1, puis il s'impose 3 à 1 face à eux.",
    "L'article 432-1, l'article 12, les articles 4 et 5 du code.",
    "Un A320, la N7, la D 906, le G7, le Covid-19, ttn-fr-34.",
    "Un Boeing 737, le CAC 40, la Ligue 1, le vol 447.",
    "Voir 192.168.1.1 ou https://exemple.fr/2023/300-jours et www.exemple.fr/40.",
    "Tél. 01 23 45 67 89 ou +33 1 23 45 67 89, 75011 Paris.",
    "Le XXIe siècle, le 21e siècle, le 3e arrondissement.",
    "Un véhicule neuf, remis à neuf, un homme, une fois.",
    "Tous deux sont partis ; un second mandat ; page 3.",
    "Il a été mis en quarantaine.",
    "1. Premier titre [4], voir rubrique 4.4",
    "Les lots 4512 et 4513, le train 8412, les salles 12 et 14, le dossard 37.",
    "Le JT de 20 heures, le journal de 13 heures.",
    "Il court le Tour de la Baie (2.1) et la Flèche du Vaurel (1.Pro).",
    "",
)


def words(mention: NumberMention, text: str) -> str:
    """Return the span's words after asserting that its offsets hold them."""
    for span in (mention.span, mention.approx):
        assert span is None or text[span.start : span.end] == span.text
    return mention.span.text


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.text)
def test_first_mention(case: Case) -> None:
    """The first quantity of the sentence has the span, value, bound, unit and kind expected."""
    mention = read_numbers(case.text)[0]
    assert words(mention, case.text) == case.span
    assert (mention.low, mention.high) == (case.low, case.high)
    assert (mention.comparator, mention.unit, mention.kind) == (case.comparator, case.unit, case.kind)
    assert (mention.approx.text if mention.approx else None) == case.approx
    assert case.measures is None or mention.measures == case.measures


@pytest.mark.parametrize("text", NO_QUANTITIES)
def test_no_quantity(text: str) -> None:
    """Dates, times, scores, names and addresses are no quantities."""
    assert read_numbers(text) == ()


@pytest.mark.parametrize("text", [*(case.text for case in ALL), *NO_QUANTITIES])
def test_integral_values_are_ints(text: str) -> None:
    """Whole values are ints, so that they print as the article writes them."""
    for mention in read_numbers(text):
        assert not any(isinstance(end, float) and end.is_integer() for end in (mention.low, mention.high))


def test_order_without_overlaps() -> None:
    """Mentions come in order of appearance and share no character, bounds included."""
    text = " ".join(case.text for case in ALL)
    mentions = read_numbers(text)
    assert len(mentions) >= len(ALL)
    end = 0
    for mention in mentions:
        assert words(mention, text) and mention.span.start >= end
        end = max(mention.span.end, mention.approx.end if mention.approx else 0)


def test_change_is_two_numbers() -> None:
    """A rise from one value to another is two exact values, not a range between them."""
    mentions = read_numbers("Le taux est passé de 5 % à 7 %.")
    assert [(m.span.text, m.low, m.comparator) for m in mentions] == [("5 %", 5, "exact"), ("7 %", 7, "exact")]


def test_death_toll() -> None:
    """«un» before a casualty counts; «un» before any other noun is an article."""
    mentions = read_numbers("Un mort et trois blessés dans un village.")
    assert [(m.low, m.unit) for m in mentions] == [(1, "mort"), (3, "blessés")]


def test_noun_never_crosses_punctuation_or_line() -> None:
    """A figure before punctuation or a line break counts nothing."""
    assert [m.unit for m in read_numbers("Soit 300, élus compris. Soit 300\nélus.")] == ["", ""]


FRAGMENTS = (
    *("12", "3,5", "280.000", "1er", "3e", "un", "une", "deux", "mille", "cent", "millions", "vingt", "et demi"),
    *("de", "d'", "à", "et", "entre", "plus de", "environ", "au moins", "jusqu'à", "quelque", "les", "le", "ans"),
    *("euros", "%", "€", "h", "mai", "2023", "élus", "tiers", "sur", "moitié", "dizaines", "une vingtaine"),
    *("ou plus", "-", "+", "$", "°C", "/", "(", "[", ",", ".", "\n", "½", "article", "A", "Paris", "demi", "quart"),
    *("d'heure", "neuf", "dernières", "années", "le seuil de"),
)


@settings(max_examples=400, deadline=None, derandomize=True)
@given(st.lists(st.tuples(st.sampled_from(FRAGMENTS), st.sampled_from(["", " ", NBSP])), max_size=14))
def test_any_sequence_keeps_the_invariants(parts: list[tuple[str, str]]) -> None:
    """Whatever the order of the fragments: spans fit, nothing overlaps, ends agree with the comparator."""
    text = "".join(fragment + gap for fragment, gap in parts)
    end = 0
    for mention in read_numbers(text):
        assert words(mention, text) and mention.span.start >= end
        end = mention.span.end
        low, high = mention.low, mention.high
        match mention.comparator:
            case "exact" | "about":
                assert low is not None and low == high
            case "more_than" | "at_least":
                assert low is not None and high is None
            case "less_than" | "at_most":
                assert low is None and high is not None
            case _:
                assert low is not None and high is not None and low < high


@pytest.mark.parametrize(
    "text",
    [
        "1" * 5_000_000,
        " " * 5_000_000,
        "1-" * 200_000,
        "1." * 200_000,
        "cent-" * 100_000,
        "12 " + "de-" * 200_000,
        "a@" * 200_000,
        "12 élus de la " * 3_000,
        "vingt " * 3_000,
    ],
    ids=["digits", "spaces", "hyphens", "dots", "words", "noun", "mail", "phrases", "numerals"],
)
def test_hostile_text_completes(text: str) -> None:
    """Long runs that invite backtracking are read to their end, and never as one huge number."""
    assert all(len(mention.span.text) < 100 for mention in read_numbers(text))


def test_folding_keeps_offsets() -> None:
    """Folding gives one code point for one, also where lower case would give two."""
    text = "İÉÈÀŒ ﬁn 3 élus"
    assert len(fold_letters(text)) == len(text)
    assert [words(mention, text) for mention in read_numbers(text)] == ["3"]


def test_every_table_group_names_its_source() -> None:
    """Each group of the tables says where it is from, and the tables load once."""
    import json
    from importlib import resources

    raw = json.loads(resources.files("summarizer.text.fr").joinpath("numbers.json").read_text(encoding="utf-8"))
    assert [name for name, group in raw.items() if name != "about" and not group["source"]] == []
    assert number_tables() is number_tables()
