"""Speech of several sentences and paragraphs: where it ends, and whose it is."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from tests.text.analysed import LEAD, analysed, origin_of, reading_of


@dataclass(frozen=True, slots=True)
class Speech:
    """An article behind the lead, and who says what in it: (words of a statement, holder or nobody)."""

    id: str
    text: str
    expected: tuple[tuple[str, str], ...]


RUNS = (
    Speech(
        "mark repeated at each paragraph",
        "Le maire, Luc Amand, répond. « Le tracé est bon.\n\n« Les places reviendront.\n\n« Nul n'est oublié », "
        "a-t-il dit."
        "\n\nLes travaux débutent en mars.",
        (("places", "Luc Amand"), ("oublié", "Luc Amand"), ("débutent", "")),
    ),
    Speech(
        "mark not repeated, incise at the end",
        "« Je suis entré ici à seize ans.\n\nOn coupait du chêne. Il n'y avait pas de gants.\n\nIl reste trois "
        "scies », "
        "raconte Émile Vasse.\n\nLa commune rachète le bâtiment.",
        (("seize", "Émile Vasse"), ("chêne", "Émile Vasse"), ("gants", "Émile Vasse"), ("rachète", "")),
    ),
    Speech(
        "straight marks",
        "La présidente du club, Maud Férier, proteste. \"Nous n'avons rien fait.\n\nLes arbitres ont reconnu "
        'leur faute."'
        "\n\nLe match sera rejoué.",
        (("rien", "Maud Férier"), ("faute", "Maud Férier"), ("rejoué", "")),
    ),
    Speech(
        "curly marks",
        "“Ils étaient vingt.\n\nIls avaient des mortiers. On a reculé”, raconte un gendarme.\n\nUne enquête est "
        "ouverte.",
        (("vingt", "un gendarme"), ("mortiers", "un gendarme"), ("enquête", "")),
    ),
    Speech(
        "closing mark at the head of each paragraph",
        "Le comptable Ivo Dars a chargé son chef. « Il signait tout.\n\n» Les enveloppes partaient le soir. "
        "»\n\nLe chef vit "
        "à Morville.",
        (("signait", "Ivo Dars"), ("enveloppes", "Ivo Dars"), ("vit", "")),
    ),
    Speech(
        "closing mark forgotten",
        "« Nous signerons, a dit la ministre.\n\nLe traité compte douze articles.\n\nLa « clause du lac » en "
        "fait partie.",
        (("signerons", "la ministre"), ("douze", ""), ("partie", "")),
    ),
)
FLOORS = (
    Speech(
        "set against the last source",
        "Le capitaine Karl Imsand s'excuse. « On a mal joué », dit-il. Son gardien, lui, s'en prend à "
        "l'arbitre. « Tout le "
        "stade l'a vu. »",
        (("stade", "Son gardien"),),
    ),
    Speech(
        "a name opens the paragraph",
        "Marc Dutil parle d'« une chance ».\n\nBrigitte Serre a lancé une pétition. « On nous impose douze mâts. »",
        (("mâts", "Brigitte Serre"),),
    ),
    Speech(
        "told of, not speaking",
        "« Nous gagnerons », dit Marc Dutil.\n\nPaul Serre a lancé une pétition. « Il ment à tous. »",
        (("ment", "Marc Dutil"),),
    ),
    Speech(
        "over sentences that name nobody",
        "« Nous achetons du foin », dit Benoît Rascol.\n\nDans la vallée, les sources sont taries. Le fourrage "
        "manque. L'herbe "
        "est rase.\n\n« Cela coûte 300 euros par jour. »",
        (("coûte", "Benoît Rascol"), ("rase", "")),
    ),
)


@pytest.mark.parametrize("speech", [*RUNS, *FLOORS], ids=lambda speech: speech.id)
def test_whose_speech(speech: Speech) -> None:
    """Every statement of a speech has its speaker; what follows it is the article's own."""
    analysis = analysed(f"{LEAD}\n\n{speech.text}")
    for words, holder in speech.expected:
        reading = reading_of(analysis, words)
        if holder:
            assert origin_of(reading).endswith(holder), words
        else:
            assert reading.source_type == "author", words
