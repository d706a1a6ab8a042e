"""One actor per real-world actor: what is joined, what stays apart, of what kind it is, and what is none."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from summarizer.domain.article import Article, ArticleMeta
from summarizer.domain.draft import DraftActor
from summarizer.engines.rules.engine import propose
from summarizer.text.analyse import analyse
from tests.gate.ratchet import hold

LEAD = "Le pont rouvre après deux ans\n\n"


@dataclass(frozen=True, slots=True)
class Joined:
    """A text, an actor in it and the names under which it is one; ``apart`` names others that are not it."""

    text: str
    names: tuple[str, ...]
    apart: tuple[str, ...] = ()
    known: str = ""


@dataclass(frozen=True, slots=True)
class Kind:
    """A text, an actor in it, and its kind; an empty kind where it is no actor."""

    text: str
    name: str
    kind: str
    known: str = ""


def actors_of(text: str) -> list[DraftActor]:
    """Return the actors of a text behind a title."""
    return propose(analyse(Article.of(LEAD + text, ArticleMeta(language="fr")))).actors


def names_of(actor: DraftActor) -> set[str]:
    """Return all names of an actor."""
    return {actor.name, *actor.aliases}


JOINED = (
    Joined("Le maire de Brenn, Paul Auvrard, part. « Je pars », dit le premier édile.", ("Paul Auvrard",)),
    Joined(
        "La marque de vélos Kelmo rappelle 300 cadres. Kelmo invite à la prudence.", ("Kelmo", "marque de vélos Kelmo")
    ),
    Joined(
        "L'Agence nationale de sécurité du médicament a saisi la justice. L'ANSM attend.",
        ("ANSM", "Agence nationale de sécurité du médicament"),
    ),
    Joined(
        "Nadia Belkour a demandé un audit. « Tout est faux, madame Belkour », lui a répondu l'adjoint aux finances.",
        ("Nadia Belkour", "madame Belkour"),
        apart=("adjoint aux finances",),
    ),
    Joined(
        "Nadia Belkour réclame un audit des comptes. « C'est faux », rétorque l'élu.",
        ("Nadia Belkour",),
        apart=("élu",),
    ),
    Joined(
        "Paul Auvrard a promis une enquête. Le directeur accuse Paul Auvrard d'avoir menti.",
        ("Paul Auvrard",),
        apart=("directeur",),
    ),
    Joined(
        "Nadia Belkour a promis une enquête. L'élu assure que Nadia Belkour a menti.",
        ("Nadia Belkour",),
        apart=("élu",),
    ),
    Joined(
        "Claire Dumont a quitté la salle. « Le budget est prêt », assure le directeur.",
        ("Claire Dumont",),
        apart=("directeur",),
    ),
    Joined("Paul Auvrard veut un audit. « C'est prêt », assure l'élu.", ("Paul Auvrard", "élu")),
    Joined(
        "La procureure de Brizelle, Hélène Cassard, a parlé lundi. La magistrate n'a pas souhaité en dire plus. "
        "« L'enquête continue », a précisé la magistrate.",
        ("Hélène Cassard",),
    ),
    Joined(
        "Le sénateur Paul Ozanne a voté contre. « C'est une erreur », tranche cet ancien préfet.",
        ("Paul Ozanne",),
    ),
    Joined(
        "Pablo Iriarte promet un recours. « Tout est faux », accuse l'ancien juge.",
        ("Pablo Iriarte",),
    ),
    Joined(
        "Le gériatre Luc Daunay a lu le rapport. « Rien n'est sûr », confie ce médecin.",
        ("Luc Daunay",),
    ),
    Joined(
        "Son adversaire, Lucia Vergara, dénonce une fraude. Le vote est faux, affirme la candidate de l'Alliance.",
        ("Lucia Vergara", "candidate de l'Alliance"),
    ),
    Joined(
        "Louis Aubert, notaire à Brenn, dit avoir vérifié. « Rien n'est faux », soutient le sexagénaire.",
        ("Louis Aubert",),
    ),
    Joined(
        "Le Courrier de la Sorgue a enquêté lundi, selon Le Courrier de la Sorgue. "
        "Trois hommes sont en fuite, révèle le quotidien.",
        ("Courrier de la Sorgue", "quotidien"),
    ),
    Joined(
        "Le groupe Delmas a fermé l'abattoir. L'abattoir perdait de l'argent, assure l'entreprise.",
        ("groupe Delmas", "entreprise"),
    ),
    Joined(
        "Le fournisseur informatique, la firme Bital, dément. Bital n'a rien vendu, affirme Bital.",
        ("firme Bital", "Bital"),
    ),
    Joined(
        "L'association Nuits douces réclame un numéro. Les gens dorment mal, selon Nuits douces.",
        ("association Nuits douces", "Nuits douces"),
    ),
    Joined(
        "Les services secrets ormaniens accusent l'armée. Le camp est vide, estiment les services ormaniens.",
        ("services secrets ormaniens", "services ormaniens"),
    ),
    Joined(
        "L'Agence nationale de la sécurité numérique (ANSN) a enquêté. La faille est grave, selon l'ANSN.",
        ("Agence nationale de la sécurité numérique", "ANSN"),
    ),
    Joined(
        "L'Institut des fleuves de Valmer a parlé. Le débit baisse, note l'institut.",
        ("Institut des fleuves de Valmer", "institut"),
    ),
    Joined(
        "La Russie a appelé à la retenue. Moscou se dit prête, selon le Kremlin. Rien n'est sûr, affirme Moscou.",
        ("Russie", "Moscou", "Kremlin"),
    ),
    Joined(
        "Ostrel, la capitale de la Sarvanie, dément. Le gouvernement sarvanais se tait. C'est faux, assure Ostrel. "
        "L'eau est à nous, affirme la Sarvanie.",
        ("Ostrel", "Sarvanie"),
    ),
    Joined(
        "Tiago Lestrade a marqué. « Lestrade est blessé », a dit son agent. Tiago sera absent, selon le club.",
        ("Tiago Lestrade", "Lestrade", "Tiago"),
    ),
    Joined(
        "Paul Vasset accuse sa sœur. Jeanne Vasset nie. « Elle ment », affirme Paul Vasset.",
        ("Paul Vasset",),
        apart=("Jeanne Vasset",),
    ),
    Joined(
        "Le ministère de la Défense et la Commission européenne ont réagi. C'est grave, selon la Commission.",
        ("Commission européenne", "Commission"),
        apart=("ministère de la Défense",),
    ),
    Joined(
        "Le laboratoire Genvar a promis des doses. Le quotidien Le Fanal a publié la note. "
        "L'eau est saine, dit l'agence.",
        ("quotidien Le Fanal",),
        apart=("agence", "laboratoire Genvar"),
    ),
    Joined(
        "La députée Ana Rol a voté. Le ministre des Ports, Luc Tern, a refusé. « Jamais », répond l'élue.",
        ("Ana Rol",),
        apart=("Luc Tern",),
    ),
    Joined(
        "Anne Le Goff part. Mme Le Goff l'a écrit lundi ; Le Goff n'en dit pas plus.", ("Anne Le Goff", "Mme Le Goff")
    ),
    Joined("Leïla Ben Salah a voté. Ben Salah s'explique.", ("Leïla Ben Salah", "Ben Salah")),
    Joined("Le général Omar al-Fadil a fui. Al-Fadil est recherché.", ("Omar al-Fadil", "Al-Fadil")),
    Joined(
        "Ana Rol vend. Denis Rol, son beau-frère, refuse. « Jamais », dit M. Rol. « Il cédera », répond Mme Rol.",
        ("Ana Rol", "Mme Rol"),
        apart=("M. Rol",),
    ),
    Joined(
        "L'Agence sanitaire des ports (Asapo) a ouvert une enquête. « C'est grave », juge l'Asapo.",
        ("Agence sanitaire des ports", "Asapo"),
    ),
    Joined(
        "L'avocat de la maire, Me Paul Tarn, dénonce un complot. « Tout est faux », répète son avocat.",
        ("Paul Tarn", "son avocat"),
    ),
    Joined(
        "Le Premier ministre morvien, Milo Tarsic, a accusé les pirates. « Ils paieront », a promis M. Tarsic.",
        ("Milo Tarsic", "M. Tarsic"),
    ),
    Joined("La CGT et Sud Docks appellent à la grève.", ("CGT",), apart=("Sud Docks",)),
    Joined(
        "La Première ministre, Solène d'Arbois, a reporté la réforme. « J'irai au bout », assure la Première ministre. "
        "La cheffe du gouvernement recevra les maires, selon la cheffe du gouvernement.",
        ("Solène d'Arbois", "Première ministre", "cheffe du gouvernement"),
    ),
    Joined(
        "Le président Issa Kandé est retenu. L'armée ment, affirme le chef de l'État.",
        ("Issa Kandé", "chef de l'État"),
    ),
    Joined(
        "Denis Corvol a comparu lundi devant le tribunal. Le trésorier Luc Amar a témoigné. "
        "« Je nie », a dit le prévenu.",
        ("Denis Corvol", "prévenu"),
        apart=("Luc Amar",),
    ),
    Joined(
        "Son avocate, Me Lise Caron, a plaidé la relaxe. « Le dossier est vide », a insisté la défense.",
        ("Lise Caron", "défense"),
    ),
    Joined(
        "Le débit baisse, selon un rapport publié par l'Institut Quarz. Les sols sont secs, estiment les auteurs.",
        ("Institut Quarz", "auteurs"),
    ),
    Joined(
        "Les mutins ont pris la radio, affirment les mutins. L'aéroport est fermé, disent les insurgés.",
        ("mutins", "insurgés"),
    ),
    Joined(
        "La CGT dénonce un plan caché. Le groupe Norvex a reculé. La grève durera, prévient le syndicat.",
        ("CGT", "syndicat"),
        apart=("groupe Norvex",),
    ),
    Joined(
        "Le groupe Norvex dément. « C'est faux », indique la direction. "
        "Rien n'est signé, ajoute la direction de Norvex.",
        ("groupe Norvex", "direction", "direction de Norvex"),
    ),
    Joined(
        "L'Agence du médicament a écrit au laboratoire, selon l'Agence du médicament. "
        "Le lot est sûr, assure l'autorité sanitaire.",
        ("Agence du médicament", "autorité sanitaire"),
    ),
    Joined(
        "Le FC Brennoy a perdu, selon le FC Brennoy. Le joueur reste, affirme le club brennois.",
        ("FC Brennoy", "club brennois"),
    ),
    Joined(
        "La Morvie accuse son voisin, selon la Morvie. Les Morviens réclament une trêve. Le traité morvien est mort.",
        ("Morvie", "Morviens"),
    ),
    Joined(
        "L'ONU appelle à une trêve. Douze observateurs sont prêts, affirment les Nations unies.",
        ("ONU", "Nations unies"),
    ),
    Joined(
        "L'usine chimique Solvex de Trémont a brûlé. Solvex dément. « C'est faux », assure la direction.",
        ("Solvex", "direction"),
    ),
    Joined(
        "Les Transports de la Lande (TDL) seront perturbés. La CGT est prête. "
        "Un bus sur deux roulera, assure la compagnie.",
        ("Transports de la Lande", "TDL", "compagnie"),
        apart=("CGT",),
    ),
    Joined(
        "La start-up Cibox a levé douze millions. « Nous embauchons », promet Théo Lanoue, son fondateur. "
        "La région paiera, selon le patron de Cibox.",
        ("Théo Lanoue", "patron de Cibox"),
        apart=("start-up Cibox",),
    ),
)

KINDS = (
    Kind(
        "Hier, la Tarsanie dément. L'armée tarsanienne a fui. C'est faux, affirme la Tarsanie.",
        "Tarsanie",
        "state_body",
    ),
    Kind("Un accord existe, affirme la France lundi.", "France", "state"),
    Kind("Un accord existe, affirme Londres lundi.", "Londres", "state_body"),
    Kind("Le port ferme, a révélé Le Matin d'Azur lundi.", "Matin d'Azur", "media"),
    Kind("Le pont cède, selon L'Écho des quais.", "Écho des quais", "media"),
    Kind("Hier, les Ateliers Ostrel ont fermé.", "Ateliers Ostrel", "organisation"),
    Kind("Hier, Julie a vendu Calvor Finance à la ville.", "Calvor Finance", "organisation"),
    Kind(
        "La Protection civile a compté les morts. Il y en a dix, selon la Protection civile.",
        "Protection civile",
        "state_body",
    ),
    Kind(
        "L'Agence des produits de santé a tranché. Le médicament est sûr, selon l'Agence.",
        "Agence des produits de santé",
        "state_body",
    ),
    Kind("La police a saisi des documents au siège.", "police", "state_body"),
    Kind("« Il courait », raconte Huguette, 74 ans.", "Huguette", "person"),
    Kind(
        "Les Démocrates unis réclament un vote. La loi est morte, affirment Les Démocrates unis.",
        "Démocrates unis",
        "organisation",
    ),
    Kind("Cap Rivage, le parti majoritaire, a voté contre.", "Cap Rivage", "organisation"),
    Kind("La famille Quérol, qui détient le port, a refusé.", "famille Quérol", "group"),
    Kind("Le feu a pris dans l'usine de Brenn. Les pompiers sont venus.", "usine de Brenn", ""),
    Kind("La fermeture de la piscine des Acacias a été votée.", "piscine des Acacias", ""),
    Kind("Il a vendu deux moulins en Espagne.", "Espagne", ""),
    Kind("Une PME a fermé et son PDG est parti.", "PME", ""),
    Kind("L'hôpital de Brenn a admis dix blessés, a indiqué l'hôpital de Brenn.", "hôpital de Brenn", "organisation"),
    Kind("Les étudiants sont sur le campus de Brenn.", "campus de Brenn", ""),
    Kind("Le fonds Nordal Ventures a vendu ses parts.", "fonds Nordal Ventures", "organisation"),
    Kind("La loi Quérol sera votée en mars. L'opération Aube rouge dure.", "Quérol", ""),
    Kind("Des traces de PFOX ont été trouvées dans le lac.", "PFOX", ""),
    Kind("Un homme de 41 ans a été blessé à Brenn.", "homme de 41 ans", "person"),
    Kind("Le procureur de Brenn a été muté mardi.", "procureur de Brenn", "person"),
    Kind("Le syndicat des éclusiers a saisi le juge.", "syndicat des éclusiers", "organisation"),
    Kind("« Tout va bien », assure un pharmacien de garde.", "un pharmacien de garde", "person"),
    Kind("« Tout va bien », assure une source proche du dossier.", "une source proche du dossier", ""),
    Kind("Le sénateur (UDR) Paul Ozanne a voté contre.", "UDR", ""),
    Kind("Le ministre des Transports, Paul Ozanne, a démissionné.", "Transports", ""),
    Kind("Berlin, qui avait voté contre, a changé d'avis.", "Berlin", "state_body"),
    Kind("Rendez-nous Clara, écrit la famille Quérol.", "Rendez-nous Clara", ""),
    Kind("La jeune femme vit en Amérique du Nord depuis 2019.", "Amérique du Nord", ""),
    Kind("« On a peur », souffle Fatou, 33 ans, serveuse.", "Fatou", "person"),
    Kind("L'américain Prizol a déposé une offre.", "Prizol", "organisation"),
    Kind("Rue des Tanneurs, où le toit a brûlé, chacun attend.", "Rue des Tanneurs", ""),
    Kind("Les réfugiés dorment au gymnase Jean-Ferval.", "Jean-Ferval", ""),
    Kind("Ana Rol, cryptographe à l'université de Lorvent, doute.", "université de Lorvent", ""),
    Kind("Il réclame cinq portefeuilles, dont un à la Justice.", "Justice", ""),
    Kind("Son fils entre en CM2 à la rentrée.", "CM2", ""),
    Kind("Les copains, les Portugais, tous sont partis.", "Portugais", ""),
    Kind("« C'est fini », dit-il sur TV Nation.", "TV Nation", "media"),
    Kind("Hier, Secours des deux rives a ouvert un centre.", "Secours des deux rives", "organisation"),
    Kind("La banque Lorrain & Cie a vendu ses parts.", "banque Lorrain & Cie", "organisation"),
    Kind("Le toit a cédé à la raffinerie Petrol de Brenn, a dit le maire.", "Petrol de Brenn", ""),
    Kind("« Il est cuit », souffle l'un de ses députés.", "l'un de ses députés", "person"),
    Kind("Plusieurs habitants ont décrit des tirs.", "Plusieurs habitants", "group"),
    Kind("Deux hommes se sont battus, raconte l'une d'elles.", "l'une d'elles", ""),
    Kind("Chez Delmas Securities, on salue un bon exercice.", "Delmas Securities", "organisation"),
    Kind("Côté Torvald-Isonic, on attend.", "Torvald-Isonic", "organisation"),
    Kind("L'analyste Jean Dorval, de Nortia Recherche, table sur une baisse.", "Nortia Recherche", "organisation"),
    Kind("Il renonce, selon nos confrères de Voile-Actu-Sud.", "Voile-Actu-Sud", "media"),
    Kind("L'Espagnole Ana Rol réclame des excuses.", "Ana Rol", "person"),
    Kind("Le Tchèque Jan Novak réclame des excuses.", "Jan Novak", "person"),
    Kind("Le groupe vise maintenant une marge de 9 %.", "groupe vise maintenant", ""),
    Kind("Le départ aura lieu à 8h00 GMT.", "GMT", ""),
    Kind("La Grande Boucle passera par Brenn dimanche.", "Grande Boucle", ""),
    Kind("L'Agence mondiale des contrôles dénonce un oubli.", "Agence mondiale des contrôles", "organisation"),
    Kind("La chambre régionale des comptes a relevé « trois oublis ».", "chambre régionale des comptes", "state_body"),
)
TITLED = (
    ("Xylor relève son objectif\n\nLe fabricant de pompes a publié ses ventes. Rien ne change pour Xylor.", "Xylor"),
    ("Le maire Paul Auvrard jette l'éponge\n\nLe premier magistrat a annoncé son départ. Il se tait.", "Paul Auvrard"),
)


@pytest.mark.parametrize(("text", "name"), TITLED)
def test_a_description_under_the_title(text: str, name: str) -> None:
    """What the first sentence describes is whom the title names, and none of its own."""
    actors = propose(analyse(Article.of(text, ArticleMeta(language="fr")))).actors
    assert [actor.name for actor in actors] == [name]
    assert any(alias.startswith(("fabricant", "premier")) for alias in actors[0].aliases)


def test_a_title_with_two_names_tells_nobody() -> None:
    """Of two firms in the title the first sentence may mean either."""
    text = (
        "Xylor rachète Zorbec\n\nLe fabricant de pompes a dit payer 3 millions. Rien ne change à Xylor, ni à Zorbec.\n"
    )
    actors = propose(analyse(Article.of(text, ArticleMeta(language="fr")))).actors
    assert "fabricant de pompes" in {actor.name for actor in actors}


@pytest.mark.parametrize("case", JOINED, ids=lambda case: case.text[:60])
def test_one_actor(case: Joined) -> None:
    """All names of one actor are his, and nobody else's."""
    actors = actors_of(case.text)
    mine = [names_of(actor) for actor in actors if names_of(actor) & set(case.names)]
    together = len(mine) == 1 and set(case.names) <= mine[0] and not mine[0] & set(case.apart)
    assert together == (not case.known), [names_of(actor) for actor in actors]


@pytest.mark.parametrize("case", KINDS, ids=lambda case: case.text[:60])
def test_kind(case: Kind) -> None:
    """An actor is of the kind that a desk would give it; premises, things and mere places are none."""
    kind = next((actor.kind for actor in actors_of(case.text) if case.name in names_of(actor)), "")
    hold(kind, case.kind, case.known)


def test_the_full_name_stands_first() -> None:
    """The name is the fullest proper name, without civility; descriptions and short names are aliases."""
    text = "Me Anouk Rol plaide lundi. L'avocate nie tout. « C'est faux », insiste Me Rol."
    actor = next(actor for actor in actors_of(text) if "Anouk Rol" in names_of(actor))
    assert actor.name == "Anouk Rol"
    assert "Me Rol" in actor.aliases
