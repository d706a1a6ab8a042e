"""Who says what: incises, que-clauses, prepositions, sentences that point back, relays, chains, unnamed people."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from summarizer.domain.analysis import Attribution
from summarizer.domain.terms import CueType, SourceKind, SourceRole, SourceType
from summarizer.text.holders import noun_phrase
from summarizer.text.view import view_of
from tests.gate.ratchet import hold
from tests.text.analysed import analysed, behind_lead, level_of, reading_of


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence with one attribution (the last): its cue, its holder, and what kind of holder that is."""

    text: str
    cue: str
    holder: str
    kind: SourceKind | None = None
    anonymous: bool = False
    type: CueType | None = None
    known: str = ""


INCISES = (
    Said("Le port fermera lundi, a annoncé la maire de Morville.", "a annoncé", "la maire de Morville", "person"),
    Said("Le port ferme, affirme le syndicat.", "affirme", "le syndicat", "organisation", type="verb_assertive"),
    Said("Le port ferme, pensent les services.", "pensent", "les services", "state_body", type="verb_belief"),
    Said("« Le port ferme lundi », a lancé Odile Garrec.", "a lancé", "Odile Garrec", "person"),
    Said("“Le port ferme lundi”, soupire le capitaine.", "soupire", "le capitaine", "person"),
    Said('"Le port ferme lundi", a dit le ministre.', "a dit", "le ministre", "person"),
    Said("Le port ferme, fait valoir la maire.", "fait valoir", "la maire", "person"),
    Said("Le port ferme, se réjouit la maire.", "se réjouit", "la maire", "person"),
    Said("Le port, dit la maire, ferme lundi.", "dit", "la maire", "person"),
    Said("Le port ferme, a annoncé mardi soir la maire de Morville.", "a annoncé", "la maire de Morville", "person"),
    Said(
        "Le port ferme, a annoncé dans un communiqué la maire de Morville.",
        "a annoncé",
        "la maire de Morville",
        "person",
    ),
    Said(
        "Le port ferme, a annoncé la maire de Morville, Odile Garrec.",
        "a annoncé",
        "la maire de Morville, Odile Garrec",
        "person",
    ),
    Said(
        "Le port ferme, a expliqué à l'agence Corvel le maire de Morville.",
        "a expliqué",
        "le maire de Morville",
        known="the holder begins at whom he speaks to: «l'agence Corvel le maire de Morville»",
    ),
    Said(
        "Le port ferme, a expliqué le maire à la presse.",
        "a expliqué",
        "le maire",
    ),
    Said("Astana n'a pas envoyé de troupes, dit le porte-parole.", "dit", "le porte-parole", "person"),
    Said(
        "Le suspect a fui, dit la police.",
        "dit",
        "la police",
    ),
    Said(
        "Le suspect n'a pas fui, dit la police.",
        "dit",
        "la police",
    ),
    Said("Le port ferme, dixit la maire.", "dixit", "la maire"),
)
QUE = (
    Said("Le syndicat affirme que le port ferme.", "affirme", "Le syndicat", "organisation"),
    Said("Hier, le syndicat a affirmé que le port ferme.", "a affirmé", "le syndicat", "organisation"),
    Said("Le syndicat a indiqué, dans un texte, que le port ferme.", "a indiqué", "Le syndicat", "organisation"),
    Said(
        "Le porte-parole de la mairie a indiqué mardi que le port ferme.", "a indiqué", "Le porte-parole de la mairie"
    ),
    Said("Dans un communiqué, la mairie affirme que le port ferme.", "affirme", "la mairie", "state_body"),
    Said("Londres et Paris affirment que le port ferme.", "affirment", "Londres et Paris", "state_body"),
    Said("Jean-Pierre de la Brosse a dit que le port ferme.", "a dit", "Jean-Pierre de la Brosse", "person"),
    Said("L'ancien maire, qui avait signé le bail, affirme que le port ferme.", "affirme", "L'ancien maire"),
    Said(
        "Le ministre de la Mer, en visite à Brenn, a promis que le port rouvrirait.",
        "a promis",
        "Le ministre de la Mer",
    ),
    Said(
        "Une étude de l'université de Brenn montre que le port s'enfonce.",
        "montre",
        "Une étude de l'université de Brenn",
    ),
    Said("La maire a fait savoir que le port ferme.", "a fait savoir", "La maire", "person"),
    Said("Paul Rol, maire de Morville, a dit que le port ferme.", "a dit", "Paul Rol", "person"),
    Said("Venue à Brenn, Odile Garrec a dit que le port ferme.", "a dit", "Odile Garrec", "person"),
    Said("Lors d'une visite à Brenn, la maire de Vaude a dit que le port ferme.", "a dit", "la maire de Vaude"),
    Said(
        "En visite à Brenn, la maire a dit que le port ferme.",
        "a dit",
        "la maire",
    ),
    Said(
        "Interrogé par Le Fanal, le maire a dit que le port ferme.",
        "a dit",
        "le maire",
    ),
    Said(
        "Le maire de Morville, Paul Rol, et la préfète ont dit que le port ferme.",
        "ont dit",
        "Le maire de Morville, Paul Rol, et la préfète",
        known="of two subjects the last alone is the source",
    ),
)
PREPOSITIONS = (
    Said("Selon Odile Garrec, le port ferme.", "Selon", "Odile Garrec", "person", type="attribution_prep"),
    Said("Le port ferme, selon le syndicat Cap Sud.", "selon", "le syndicat Cap Sud", "organisation"),
    Said("Selon Londres, le port ferme.", "Selon", "Londres", "state_body"),
    Said("Selon le journal Le Fanal, le port ferme.", "Selon", "le journal Le Fanal", "media"),
    Said("D'après le rapport de la cour, le port ferme.", "D'après", "le rapport de la cour", "document"),
    Said("D’après la mairie, le port ferme.", "D’après", "la mairie", "state_body"),
    Said("Pour le syndicat, le port ferme.", "Pour le syndicat", "le syndicat", "organisation"),
    Said("Pour Odile Garrec, le port est perdu.", "Pour Odile Garrec", "Odile Garrec", "person"),
    Said("De l'aveu de la maire, le port ferme.", "De l'aveu", "la maire", "person"),
    Said("De l’aveu même de la maire, le port ferme.", "De l’aveu", "la maire", "person"),
    Said("À en croire le préfet, le port ferme.", "À en croire", "le préfet", "person"),
    Said("Si l'on en croit le préfet, le port ferme.", "Si l'on en croit", "le préfet", "person"),
    Said("Selon les chiffres de la préfecture, le port ferme.", "Selon", "la préfecture", "state_body"),
    Said("Selon les données du ministère, le port ferme.", "Selon", "ministère", "state_body"),
    Said("Selon les premières estimations des pompiers, le quai a brûlé.", "Selon", "pompiers", "state_body"),
    Said("Selon des informations du Fanal, le port ferme.", "Selon", "Fanal"),
)
ANONYMOUS = (
    Said("Selon une source proche du dossier, le port ferme.", "Selon", "une source proche du dossier", anonymous=True),
    Said(
        "Selon plusieurs sources concordantes, le port ferme.",
        "Selon",
        "plusieurs sources concordantes",
        anonymous=True,
    ),
    Said("Selon des témoins, le port a brûlé.", "Selon", "des témoins", "group", anonymous=True),
    Said("D'après des médias locaux, le port a brûlé.", "D'après", "des médias locaux", "media", anonymous=True),
    Said("De source policière, le port ferme.", "De source policière", "source policière", anonymous=True),
    Said(
        "Un responsable de la mairie a dit que le port ferme.", "a dit", "Un responsable de la mairie", anonymous=True
    ),
    Said(
        "Plusieurs habitants affirment que le port ferme.", "affirment", "Plusieurs habitants", "group", anonymous=True
    ),
    Said("Des rapports indiquent que le port ferme.", "indiquent", "Des rapports", "document", anonymous=True),
    Said("Les experts estiment que le port ferme.", "estiment", "Les experts", "group", anonymous=True),
    Said("Le port ferme, a indiqué un porte-parole.", "a indiqué", "un porte-parole", "person", anonymous=True),
    Said("À la mairie, on assure que le port ferme.", "assure", "la mairie"),
    Said(
        "Certains affirment que le port ferme.",
        "affirment",
        "Certains",
        anonymous=True,
    ),
    Said(
        "Selon nos informations, le port ferme.",
        "Selon",
        "nos informations",
        anonymous=True,
    ),
    Said(
        "Un docker, Paul Morin, a dit que le port ferme.",
        "a dit",
        "Un docker, Paul Morin",
    ),
    Said("Le port ferme, a dit un voisin, Paul Morin.", "a dit", "un voisin, Paul Morin", "person"),
    Said(
        "Un voisin, Paul Morin, a dit que le port ferme.",
        "a dit",
        "Un voisin, Paul Morin",
    ),
)
LOST = (
    Said(
        "Le port a brûlé, écrit le journal Le Fanal.",
        "écrit",
        "le journal Le Fanal",
    ),
    Said("Odile Garrec estime à 40 le nombre de départs.", "estime", "Odile Garrec", known="«estimer à» is not read"),
    Said("« Le port ferme lundi », lit-on dans le rapport.", "lit-on", "le rapport"),
    Said("Le port ferme, apprend-on auprès de la mairie.", "apprend-on", "la mairie"),
    Said("L'étude montre une baisse d'un tiers.", "montre", "L'étude"),
    Said("Le préfet voit dans ce vol une ruse.", "voit", "Le préfet", known="«voir dans» is not read"),
)


def _last(text: str) -> Attribution | None:
    return next(iter(reversed(behind_lead(text).attributions)), None)


@pytest.mark.parametrize("case", [*INCISES, *QUE, *PREPOSITIONS, *ANONYMOUS, *LOST], ids=lambda case: case.text)
def test_holders(case: Said) -> None:
    """An attribution has its cue and the whole phrase of its holder, and knows whether a class alone is named."""
    found = _last(case.text)
    holder = found.holder if found is not None else None
    got = (found.cue.span.text, holder.name, holder.anonymous) if found is not None and holder is not None else None
    hold(got, (case.cue, case.holder, case.anonymous), case.known)
    if case.known or found is None or holder is None:
        return
    assert holder.span.text == holder.name
    assert case.kind in (None, holder.kind)
    assert case.type in (None, found.cue.type)


@dataclass(frozen=True, slots=True)
class Scope:
    """A sentence with an attribution and the words that it gives to somebody."""

    text: str
    scope: str


SCOPES = (
    Scope("Le syndicat affirme que le port ferme.", "le port ferme."),
    Scope("Le syndicat a indiqué, mardi, que le port fermait.", "le port fermait."),
    Scope("Selon la mairie, le port ferme.", "Selon la mairie, le port ferme."),
    Scope("Le port ferme, affirme le syndicat.", "Le port ferme, affirme le syndicat."),
    Scope(
        "« Le port ferme. La ville aussi », a lancé la maire.", "« Le port ferme. La ville aussi », a lancé la maire."
    ),
    Scope("Le maire a salué « un échange utile ».", "« un échange utile »."),
)


@pytest.mark.parametrize("case", SCOPES, ids=lambda case: case.text)
def test_scopes(case: Scope) -> None:
    """The frame of a que-clause is not in its scope; a quotation belongs to its speaker as a whole."""
    found = _last(case.text)
    assert found is not None
    assert found.scope.text == case.scope


@dataclass(frozen=True, slots=True)
class Pronoun:
    """A text whose last attribution has a pronoun, and whom that stands for."""

    text: str
    holder: str
    known: str = ""


PRONOUNS = (
    Pronoun("La maire, Odile Garrec, a pris la parole. Le port ferme, a-t-elle dit.", "Odile Garrec"),
    Pronoun("Odile Garrec a parlé. Le préfet Jean Vasset écoutait. Le port ferme, a-t-elle dit.", "Odile Garrec"),
    Pronoun(
        "Le feu a pris dans le port. Odile Garrec a parlé. Jean Vasset écoutait. Le port ferme, a-t-elle dit.",
        "Odile Garrec",
        known="«port» of the sentence before makes a place of the name, and the words go to somebody else",
    ),
    Pronoun("Jean Vasset est préfet. Il a assuré que le port fermerait.", "Jean Vasset"),
    Pronoun("Le port ferme, a dit le préfet. Il craint que la gare ne ferme aussi.", "le préfet"),
    Pronoun("« Le port ferme », a dit la maire. « La gare aussi », a-t-elle ajouté.", "la maire"),
    Pronoun("Selon les pompiers, le feu est éteint. Ils assurent que la gare est sauve.", "les pompiers"),
    Pronoun("La Fédération du port demande un quai. La gare ferme, selon elle.", "La Fédération du port"),
    Pronoun("Le port ferme, selon la préfète. La gare aussi, selon elle.", "la préfète"),
    Pronoun("Le préfet Jean Vasset est venu. L'intéressé nie avoir fui.", "Jean Vasset"),
    Pronoun(
        "Le préfet a parlé. La maire a dit que le port ferme. Ce dernier assure que non.",
        "Le préfet",
        known="«Ce dernier» is not read",
    ),
    Pronoun(
        "Le préfet Jean Vasset a parlé. « Luc Morin pouvait partir. Il est resté », a-t-il dit.",
        "Jean Vasset",
    ),
    Pronoun(
        "Luc Morin peint. Le port ferme, assure son associée, Solène Vidal. Elle le maintient. Il a assuré que non.",
        "Luc Morin",
    ),
    Pronoun(
        "Luc Morin peint. Solène Vidal est venue. Le port ferme, a-t-elle dit. Il a assuré que non.",
        "Luc Morin",
    ),
    Pronoun(
        "Solène Vidal soutient que le peintre Luc Morin mentait ; il le conteste.",
        "Luc Morin",
        known="«il» goes to the woman who speaks: a name shows no gender",
    ),
)


@pytest.mark.parametrize("case", PRONOUNS, ids=lambda case: case.text)
def test_pronouns(case: Pronoun) -> None:
    """A pronoun gives its words to the nearest person or holder that agrees with it."""
    found = _last(case.text)
    hold(found.holder.name if found is not None and found.holder is not None else None, case.holder, case.known)


def test_a_pronoun_without_antecedent_stays() -> None:
    """Where nobody stands before, the pronoun itself is the holder."""
    (found,) = analysed("Le port fermera lundi, a-t-elle ajouté.").attributions
    assert found.holder is not None
    assert (found.holder.name, found.holder.kind) == ("elle", "person")


def test_a_stressed_pronoun_stays_verbatim() -> None:
    """«Selon lui» without antecedent gives the words that stand there."""
    (found,) = analysed("Selon lui, le port fermera lundi prochain.").attributions
    assert found.holder is not None
    hold(
        found.holder.name,
        found.holder.span.text,
        known="the holder of «selon lui» is called «il», which no place shows",
    )


@dataclass(frozen=True, slots=True)
class Back:
    """A text whose second sentence gives the first to somebody."""

    text: str
    holder: str
    known: str = ""


BACKS = (
    Back("Le port ferme. C'est ce que dit la maire.", "la maire"),
    Back("Le port ferme. C’est du moins ce qu’affirme la maire.", "la maire"),
    Back("Le port ferme. C'est ce que suggère une étude de la région.", "une étude de la région"),
    Back("Le port ferme. La maire l'a annoncé lundi.", "La maire"),
    Back("Le port ferme. Le ministère de la Mer l’a confirmé.", "Le ministère de la Mer"),
    Back("Le port ferme. Ainsi parle la maire.", "la maire", known="«ainsi parle» is not read"),
    Back(
        "Le port ferme. L'annonce a été faite par la maire.",
        "la maire",
        known="«l'annonce a été faite par» is not read",
    ),
)


@pytest.mark.parametrize("case", BACKS, ids=lambda case: case.text)
def test_sentences_that_point_back(case: Back) -> None:
    """«C'est ce que dit X» and «X l'a annoncé» give the sentence before to X."""
    analysis = behind_lead(case.text)
    found = [a for a in analysis.attributions if a.retroactive]
    got = [(a.holder.name if a.holder else "", a.scope.text) for a in found]
    hold(got, [(case.holder, "Le port ferme.")], case.known)


def test_nothing_points_back_over_a_heading() -> None:
    """The first sentence of a section has no sentence before it to give to anybody."""
    analysis = behind_lead("Le port ferme.\n\nUne fermeture\n\nC'est ce que dit la maire de la ville haute.")
    assert analysis.attributions == ()


@dataclass(frozen=True, slots=True)
class Chained:
    """A sentence and the sources of its statement: type and (name, role), origin first."""

    text: str
    type: SourceType
    links: tuple[tuple[str, SourceRole], ...]
    known: str = ""


CHAINS = (
    Chained(
        "Le port ferme, a déclaré la maire, citée par l'agence Corvel.",
        "named",
        (("la maire", "origin"), ("l'agence Corvel", "relay")),
    ),
    Chained(
        "« Selon la préfecture, le port ferme », a déclaré la maire.",
        "named",
        (("la préfecture", "origin"), ("la maire", "relay")),
    ),
    Chained(
        "« Selon la préfecture, le port ferme », a déclaré la maire, citée par l'agence Corvel.",
        "named",
        (("la préfecture", "origin"), ("la maire", "relay"), ("l'agence Corvel", "relay")),
    ),
    Chained(
        "« Selon des témoins, le port a brûlé », a déclaré la maire.",
        "anonymous",
        (("des témoins", "origin"), ("la maire", "relay")),
    ),
    Chained(
        "Selon une note interne, reprise par la chaîne Brenn 1, le port ferme.",
        "anonymous",
        (("une note interne", "origin"), ("la chaîne Brenn 1", "relay")),
    ),
    Chained(
        "Le port ferme, selon une note révélée par le journal Le Fanal.",
        "anonymous",
        (("une note", "origin"), ("le journal Le Fanal", "relay")),
    ),
    Chained(
        "Interrogée par l'agence Corvel, la maire a dit que le port ferme.",
        "named",
        (("la maire", "origin"), ("l'agence Corvel", "relay")),
    ),
    Chained(
        "Le port ferme, rapporte l'agence Corvel, citant la maire.",
        "named",
        (("la maire", "origin"), ("l'agence Corvel", "relay")),
    ),
    Chained(
        "Le port ferme, a déclaré la maire à l'agence Corvel.",
        "named",
        (("la maire", "origin"), ("l'agence Corvel", "relay")),
    ),
    Chained(
        "Le port ferme, assure-t-on de source policière.",
        "anonymous",
        (("source policière", "origin"),),
    ),
    Chained("Le port ferme, dit-on.", "unspecified", ()),
    Chained("On dit que le port ferme.", "unspecified", ()),
    Chained("Il paraît que le port ferme.", "unspecified", ()),
    Chained("Le port ferme lundi.", "author", ()),
)


@pytest.mark.parametrize("case", CHAINS, ids=lambda case: case.text)
def test_chains(case: Chained) -> None:
    """The origin stands first, whoever passed the words on stands after; the origin decides the source type."""
    reading = reading_of(behind_lead(case.text), "port")
    links = tuple((link.holder.name, link.role) for link in reading.chain)
    hold((reading.source_type, links), (case.type, case.links), case.known)


@dataclass(frozen=True, slots=True)
class Nobody:
    """A sentence in which nobody says anything."""

    text: str
    known: str = ""


NOBODIES = (
    Nobody("Les lots sont triés selon les critères de la mairie."),
    Nobody("Le texte est adapté selon la ligne éditoriale du site."),
    Nobody("Selon la loi, le port ferme à minuit."),
    Nobody("Selon les règles du club, le port ferme à minuit."),
    Nobody("Selon le règlement, le port ferme à minuit.", known="«règlement» is no word of conformity"),
    Nobody("Le tarif change selon la saison."),
    Nobody("La note est salée pour le port."),
    Nobody("Une annonce a surpris le port."),
    Nobody("Une annonce sonore accompagne chaque départ."),
    Nobody("Le port est maintenant fermé."),
    Nobody("La demande est forte au port."),
    Nobody("La menace pèse sur le port."),
    Nobody("Sa montre indique midi."),
    Nobody("Le fer de lance de la ville est le port."),
    Nobody("Pour lundi, la météo voit du vent."),
    Nobody("L'hôpital n'a admis que neuf patients."),
    Nobody("Le robot en rapporte une surprise."),
    Nobody("On dirait un décor de théâtre.", known="«On dirait» is taken for a verb of saying"),
    Nobody("Le maire a rejeté la demande."),
)


@pytest.mark.parametrize("case", NOBODIES, ids=lambda case: case.text)
def test_nobody_speaks(case: Nobody) -> None:
    """Nouns that look like verbs, conformity and plain acts are no attributions."""
    hold(behind_lead(case.text).attributions, (), case.known)


def test_a_noun_that_is_a_verb_elsewhere() -> None:
    """«note» with a que-clause reports."""
    found = _last("Le maire note que le port ferme.")
    assert found is not None and found.holder is not None and found.holder.name == "Le maire"


def test_a_negated_confirmation_gives_nothing_to_anybody() -> None:
    """What somebody has not confirmed is not asserted on his word."""
    reading = reading_of(behind_lead("Le maire n'a pas confirmé la fermeture du port."), "fermeture")
    assert (reading.endorsement, reading.polarity) != ("asserted", "positive")


def test_a_denied_belief_is_negative() -> None:
    """«ne croit pas que» gives the contrary to the holder."""
    reading = reading_of(behind_lead("Le maire ne croit pas que le port ferme."), "port ferme")
    hold(reading.polarity, "negative")


def test_an_attribution_raises_the_level() -> None:
    """Named sources stand at 1, anonymous ones at 2, the article at 0."""
    levels = [
        level_of(reading_of(behind_lead(text), "ferme"))
        for text in ("Le port ferme.", "Le port ferme, affirme la maire.", "Le port ferme, selon des témoins.")
    ]
    assert levels == [0, 1, 2]


def test_the_longest_word_that_takes_somebody_up_is_read() -> None:
    """«L'intéressé» also begins «l'intéressée»: the order of a set decides nothing."""
    view = view_of("Selon l'intéressée Ana Rol, le site est fermé.")
    start, end = noun_phrase(view, 6, 30) or (0, 0)
    assert view.text[start:end] == "l'intéressée"
