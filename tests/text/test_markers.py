"""The markers of reserve in free text: what shows whose words these are, and what does not."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.text.fold import fold
from summarizer.text.markers import (
    clause_around,
    content_words,
    frame,
    is_function_word,
    mentions,
    quotations,
    shortened,
    shows_attribution,
    shows_negation,
    shows_possibility,
    shows_reserve,
    without_quotations,
)
from summarizer.text.pack import table

RESERVED = (
    "Le port fermerait ses quais",
    "Les quais seraient fermés",
    "Selon la mairie, le port ferme",
    "D’après lui, le port ferme",
    "Le port ferme, affirment les dockers",
    "Le maire a dit que le port ferme",
    "Le port ferme, a-t-il déclaré",
    "Le port ferme, a annoncé le maire",
    "Le port ferme, dit la mairie",
    "La mairie annonce que le port ferme",
    "La mairie assure avoir prévenu",
    "La mairie accuse l’État",
    "Le maire a prétendu le contraire",
    "La mairie dément",
    "L’incendiaire présumé a fui",
    "Le prétendu accord est signé",
    "Le bilan, contesté, est de 12 morts",
    "Le bilan n’a pas été confirmé",
    "Le port va peut-être fermer",
    "Le port fermera sans doute",
    "Il semble que le port ferme",
    "La rumeur d’une fermeture court",
)
BARE = (
    "Le port ferme ses quais",
    "Le navire entrait dans le port",
    "Le brouillard couvrait la ville",
    "Les grues montraient leur âge",
    "Le maire a confirmé que le port ferme",
    "La mairie a révélé la fermeture",
    "Le portrait du maire est au mur",
    "Une annonce est parue",
    "Les lots sont triés selon les critères",
    "Le port fermera sans aucun doute",
    "Le revenu déclaré monte",
    "L’État soutient le port",
    "Le port a conclu un accord",
    "Le maire a rejeté le projet",
    "Il va déclarer sa flamme",
    "La crue inquiète les riverains",
    "Le vent souffle sur le port",
    "",
)


@pytest.mark.parametrize("text", RESERVED)
def test_a_conditional_an_attribution_or_a_doubt_shows_reserve(text: str) -> None:
    """Each of the three suffices, in any typography."""
    assert shows_reserve(text)
    assert shows_reserve(text.replace("’", "'"))


@pytest.mark.parametrize("text", BARE)
def test_plain_statements_show_none(text: str) -> None:
    """Imperfects in -rait, factive verbs, conformity and homographs of verbs of saying are no reserve."""
    assert not shows_reserve(text)


@pytest.mark.parametrize(
    ("text", "names", "shown"),
    [
        ("Le port ferme, dit la mairie", (), True),
        ("La mairie ferme le port", ("la mairie",), True),
        ("La mairie ferme le port", ("le maire", ""), False),
        ("Le port fermerait", ("la mairie",), False),
        ("Le maire a reconnu que le port ferme", (), True),
        ("La mairie exhorte les dockers à la patience", (), True),
    ],
)
def test_an_attribution_is_a_verb_a_preposition_or_a_name(text: str, names: tuple[str, ...], shown: bool) -> None:
    """A conditional alone does not say whose words these are."""
    assert shows_attribution(text, names) is shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Le port n’a pas fermé", True),
        ("Le maire dément", True),
        ("Aucun quai ne ferme", True),
        ("Le port a fermé", False),
        ("Un pass est exigé", False),
    ],
)
def test_a_negation_shows(text: str, shown: bool) -> None:
    """Negations, denials and refusals show."""
    assert shows_negation(text) is shown


def test_a_possibility_weakens_without_reserve() -> None:
    """What may be an ability is no reserve where the article withholds, but it is less than a plain statement."""
    for text in ("Le port peut fermer", "Si la pluie cesse, le port ouvre", "Une possible fermeture inquiète"):
        assert shows_possibility(text)
        assert not shows_reserve(text)
    assert shows_possibility("Le port fermerait")
    assert not shows_possibility("Le port ferme")


def test_a_name_is_mentioned_at_word_borders() -> None:
    """The case of the first letter may differ, nothing else."""
    assert mentions("Selon la mairie", "La mairie")
    assert not mentions("Selon le Mairien", "Mairie")
    assert not mentions("Selon la MAIRIE", "la mairie")
    assert not mentions("Selon …", "…")


def test_pronouns_and_articles_name_nobody() -> None:
    """Alone they would be found everywhere."""
    assert is_function_word("Il")
    assert is_function_word("l’")
    assert not is_function_word("le maire")


def test_a_frame_quotes_word_for_word() -> None:
    """The article is lower-cased, pronouns are replaced, inner guillemets kept apart; the words stay verbatim."""
    assert frame(
        "Le maire", ["a «\u00a0b\u00a0» c", "d\ne"]
    ) == "Selon le maire : « a “\u00a0b\u00a0” c » et « d e »".replace("\u00a0", " ")
    assert frame("il", ["x"]) == frame("", ["x"]) == "Selon l’article : « x »"
    assert frame("L’usine", ["x"]) == "Selon l’usine : « x »"
    assert frame("Lemaire", ["x"]) == "Selon Lemaire : « x »"
    framed = frame("Le maire", ["a « b » c"])
    assert shows_reserve(framed)
    assert fold(quotations(framed)[0]).text == fold("a « b » c").text


def test_quotations_are_taken_out() -> None:
    """Checks of one's own words do not read the quoted ones."""
    text = "Il dit « a “b” c » et “d”."
    assert quotations(text) == ("a “b” c", "d")
    assert without_quotations(text) == "Il dit  « »  et  « » ."


def test_a_text_is_shortened_at_a_word_border() -> None:
    """The cut falls between words and shows."""
    assert shortened("Le port ferme, dit-on", 15) == "Le port ferme…"
    assert shortened("Le  port", 20) == "Le port"
    assert shortened("aaaaaaaa", 4) == "aaaa…"


def test_content_words_are_the_longer_ones() -> None:
    """Short words say nothing of what a sentence is about; endings do not count."""
    assert content_words("Les fermetures du port") == {"fermet", "port"}
    assert content_words("La fermeture au Port") == {"fermet", "port"}


@pytest.mark.parametrize(
    ("text", "words", "clause"),
    [
        (
            "L’agence n’a pas confirmé ce bilan, mais la ville dort.",
            "confirmé ce bilan",
            "L’agence n’a pas confirmé ce bilan",
        ),
        ("La ville dort et l’agence n’a pas réagi.", "La ville dort", "La ville dort "),
        ("Il est faux que le port ferme.", "le port ferme", "Il est faux que le port ferme"),
        ("Le maire a dit que le port ne ferme pas.", "Le maire a dit", "Le maire a dit "),
        ("Il n’a pas « confirmé ce bilan » hier.", "confirmé ce bilan", "Il n’a pas « confirmé ce bilan "),
    ],
)
def test_a_clause_ends_at_punctuation_and_conjunctions(text: str, words: str, clause: str) -> None:
    """«que» ends a clause to the right only."""
    start, end = clause_around(text, text.index(words), text.index(words) + len(words))
    assert text[start:end] == clause


def test_a_dotted_capital_i_moves_no_clause() -> None:
    """«İ» is two code points in lower case; offsets are those of the text all the same."""
    text = "Le port d’İİİİ ferme."
    assert clause_around(text, 0, len(text)) == (0, len(text))
    assert clause_around(text, 8, 20) == (0, 20)
    words = "İzmir ferme, le port reste ouvert, dit-on"
    start, end = clause_around(words, words.index("port"), words.index("port") + 4)
    assert words[start:end] == " le port reste ouvert"


@given(text=st.text(alphabet="aAbß_ 1.-’'éİ\u0301", max_size=12), name=st.text(alphabet="aAbß_1. -’İ", max_size=4))
def test_a_mention_is_the_name_at_word_borders(text: str, name: str) -> None:
    """The search by hand says what the regular expression for it says."""
    needle = fold(name).text.strip()
    if not any(map(str.isalnum, needle)):
        assert not mentions(text, name)
        return
    first = re.escape(needle[0].lower()) + "|" + re.escape(needle[0].upper())
    pattern = rf"(?<!\w)(?:{first}){re.escape(needle[1:])}(?!\w)"
    assert mentions(text, name) == (re.search(pattern, fold(text).text) is not None)


def test_every_pattern_has_a_source_and_compiles() -> None:
    """Each entry of the table names a source that the table knows."""
    data = table("hardening")
    for entry in data["patterns"]:
        assert entry["source"] in data["sources"], entry["id"]
        assert re.compile(entry["regex"])
    assert len({entry["id"] for entry in data["patterns"]}) == len(data["patterns"])
    assert set(data["saying"]["strong"]) <= {verb["lemma"] for verb in table("cues")["verbs"]}
