"""Names of people, bodies, media, states and places, with the office beside them; and capitals that name nobody."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from summarizer.domain.terms import ActorKind
from summarizer.text.roles import is_person_noun
from tests.gate.ratchet import hold
from tests.text.analysed import analysed


@dataclass(frozen=True, slots=True)
class Named:
    """A sentence and the names in it, as (text, kind, role)."""

    text: str
    names: tuple[tuple[str, ActorKind, str], ...]
    known: str = ""


PEOPLE = (
    Named("Lucien Marvet a parlé lundi.", (("Lucien Marvet", "person", ""),)),
    Named("Lucien Marvet a fui. M. Marvet est loin.", (("Lucien Marvet", "person", ""), ("M. Marvet", "person", ""))),
    Named("Hier, Mme Tarn a parlé.", (("Mme Tarn", "person", ""),)),
    Named("Le Dr Paul Tarn et Me Ana Rol plaident.", (("Dr Paul Tarn", "person", ""), ("Me Ana Rol", "person", ""))),
    Named("Hier, Ludwig van Torp est venu.", (("Ludwig van Torp", "person", ""),)),
    Named("Hier, Jean de Brenne est venu.", (("Jean de Brenne", "person", ""),)),
    Named("Le président Kassym-Ali Torev a signé.", (("Kassym-Ali Torev", "person", "président"),)),
    Named("L'ex-ministre Paul Vasset est venu.", (("Paul Vasset", "person", "ex-ministre"),)),
    Named("Le roi Louis XIV est mort.", (("Louis XIV", "person", "roi"),)),
    Named(
        "La politologue Ana Rol, de Brenn, est venue.",
        (("Ana Rol", "person", "politologue"), ("Brenn", "unknown", "")),
    ),
    Named(
        "La maire de Morville, Odile Garrec, a parlé.",
        (("Morville", "place", ""), ("Odile Garrec", "person", "maire de Morville")),
    ),
    Named(
        "Odile Garrec, maire de Morville, a parlé.",
        (("Odile Garrec", "person", "maire de Morville"), ("Morville", "place", "")),
    ),
    Named(
        "Hier, Jean-Pierre de la Brosse est venu.",
        (("Jean-Pierre de la Brosse", "person", ""),),
        known="two particles in a row break a name: «Brosse» is left",
    ),
    Named(
        "Le feu a pris dans le port. Odile Garrec a parlé.",
        (("Odile Garrec", "person", ""),),
        known="the last word of the sentence before («port») makes a place of the name",
    ),
)
BODIES = (
    Named("Le ministère de la Défense a réagi.", (("ministère de la Défense", "state_body", ""),)),
    Named("L'université de Brenn a réagi.", (("université de Brenn", "organisation", ""),)),
    Named("Hier, l'AFP a enquêté.", (("AFP", "media", ""),)),
    Named("Le quotidien Le Fanal a enquêté.", (("quotidien Le Fanal", "media", ""),)),
    Named("Hier, l'OTAN a réagi.", (("OTAN", "state_body", ""),)),
    Named("Hier, l'Élysée a réagi.", (("Élysée", "state_body", ""),)),
    Named("Hier, le SLV a réagi.", (("SLV", "organisation", ""),)),
    Named("La France et l'Allemagne ont signé.", (("France", "state", ""), ("Allemagne", "state", ""))),
    Named(
        "Le Syndicat libre du verre (SLV) proteste.",
        (("Syndicat libre du verre", "organisation", ""), ("SLV", "organisation", "")),
    ),
    Named(
        "Le ministère de la Défense et la Commission européenne ont réagi.",
        (("ministère de la Défense", "state_body", ""), ("Commission européenne", "state_body", "")),
    ),
    Named(
        "Hier, l'Élysée et le Kremlin se taisaient.",
        (("Élysée", "state_body", ""), ("Kremlin", "state_body", "")),
    ),
    Named("Le pont cède, selon L'Écho des quais.", (("Écho des quais", "media", ""),)),
    Named("Hier, l'Éducation nationale a réagi.", (("Éducation nationale", "state_body", ""),)),
    Named("Hier, le Haut Conseil de la mer a réagi.", (("Haut Conseil de la mer", "state_body", ""),)),
    Named("Hier, la maison Aubert & Fils a vendu.", (("Aubert & Fils", "organisation", ""),)),
    Named("Hier, la famille Quérol a vendu.", (("famille Quérol", "group", ""),)),
    Named("Hier, un consortium privé, Pelador, a vendu.", (("Pelador", "organisation", ""),)),
    Named("Hier, l'Observatoire des eaux, une ONG, a parlé.", (("Observatoire des eaux", "organisation", ""),)),
    Named("Une ONG et un PDG en parlent.", ()),
    Named("Hier, la Karstanie a réagi. Un diplomate karstanien est venu.", (("Karstanie", "state", ""),)),
    Named("Le Tharsien Idriss Kalm a parlé.", (("Idriss Kalm", "person", ""),)),
    Named("La police de Brenn a fouillé le port.", (("police de Brenn", "state_body", ""),)),
    Named("La police a fouillé le port.", (("police", "state_body", ""),)),
    Named("La police du port, un vieux service, reste.", ()),
)
PLACES = (
    Named("Il vit à Saint-Aubin-sur-Vaude.", (("Saint-Aubin-sur-Vaude", "place", ""),)),
    Named("Le lac Orva est gelé.", (("Orva", "place", ""),)),
    Named("La rue Victor-Hugo est fermée.", (("Victor-Hugo", "place", ""),)),
    Named("Il travaille à Londres.", (("Londres", "place", ""),)),
)
NOBODIES = (
    Named("Toutefois la pluie tombe. Selon eux, il pleut.", ()),
    Named("Hier il pleuvait. Mardi aussi.", ()),
    Named("Il a ri sur Telegram et sur X.", ()),
    Named("Selon les pompiers, tout va bien. Pompiers et élus sont venus.", ()),
    Named("Il est né au XIXe siècle.", ()),
    Named("« Partez », dit-il. « Restez », dit-elle.", ()),
    Named("Prudemment, il part. Interrogée, elle se tait.", ()),
)


@pytest.mark.parametrize("case", [*PEOPLE, *BODIES, *PLACES, *NOBODIES], ids=lambda case: case.text)
def test_names(case: Named) -> None:
    """A name is a run of capitals with its civility, its kind, and the office that stands beside it."""
    found = tuple((name.text, name.kind, name.role) for name in analysed(case.text + " Il pleut.").names)
    hold(found, case.names, case.known)


def test_names_are_verbatim() -> None:
    """A name's text is its span's."""
    for name in analysed("M. Marvet, de l’Institut océanographique de Valmer, est à Brenn. Il pleut.").names:
        assert name.text == name.span.text


def test_noise_names_nobody() -> None:
    """A byline and a caption hold no name."""
    text = "Le pont de Morville rouvre\n\nPar Odile Fremont\n\nIl pleut à Brenn.\n\nPhoto : Jean Vasset au pont."
    assert [name.text for name in analysed(text).names] == ["Morville", "Brenn"]


@pytest.mark.parametrize("word", ["maire", "procureure", "ex-ministre", "vice-président", "politologue"])
def test_offices(word: str) -> None:
    """An office is known with or without its prefix."""
    assert is_person_noun(word)


@pytest.mark.parametrize("word", ["ministère", "note", "pont", "ex-usine"])
def test_no_offices(word: str) -> None:
    """A body, a document or a thing is no office."""
    assert not is_person_noun(word)
