"""Press sentences with all their quantities, and the forms in which the press writes them."""

from __future__ import annotations

from math import isclose

import pytest

from summarizer.text.numbers import read_numbers

End = int | float | None
Row = tuple[str, End, End, str]
"""Span text, both ends and unit of one mention; an open end is None."""


def one(span: str, value: float, unit: str = "") -> Row:
    """Return the row of one value, exact or about."""
    return span, value, value, unit


ARTICLES: tuple[tuple[str, tuple[Row, ...]], ...] = (
    (
        "Le préfet de l'Isère a compté quelque 1 800 manifestants, les syndicats 4 500.",
        (one("1 800", 1800, "manifestants"), one("4 500", 4500)),
    ),
    (
        "La facture grimpera de 85 à 110 euros par mois, soit 300 euros de plus par an.",
        (one("85", 85, "EUR"), one("110 euros", 110, "EUR"), one("300 euros", 300, "EUR")),
    ),
    (
        "Les prix du blé ont bondi de 17,5 % en un an, à 245 euros la tonne.",
        (one("17,5 %", 17.5, "%"), one("un an", 1, "year"), one("245 euros", 245, "EUR")),
    ),
    ("Sur les 96 départements, un quart manquent de médecins.", (one("96", 96, "départements"), one("un quart", 0.25))),
    (
        "Les deux avions ont parcouru 1.200 km en une heure et quart.",
        (one("deux", 2, "avions"), one("1.200 km", 1200, "km"), one("une heure et quart", 1.25, "h")),
    ),
    (
        "Le chômage a reculé de 0,2 point, à 7,1 % de la population active.",
        (one("0,2 point", 0.2, "point"), one("7,1 %", 7.1, "%")),
    ),
    (
        "Entre 15 000 et 20 000 tonnes de déchets sont traitées, dont un dixième de plastique.",
        (("15 000 et 20 000 tonnes", 15000, 20000, "t"), one("un dixième", 0.1)),
    ),
    (
        "Il a écopé de dix-huit mois de prison, dont six avec sursis, et de 2 500 € d'amende.",
        (one("dix-huit mois", 18, "month"), one("six", 6), one("2 500 €", 2500, "EUR")),
    ),
    (
        "L'opération a coûté 1,2 M€, deux fois et demie le devis initial.",
        (one("1,2 M€", 1200000, "EUR"), one("deux fois et demie", 2.5, "fois")),
    ),
    (
        "Quelque trois cent mille foyers, soit un sur douze, sont privés d'électricité.",
        (one("trois cent mille", 300000, "foyers"), one("un sur douze", 1 / 12)),
    ),
    (
        "Le mercure est descendu à moins 18 degrés dans le Jura, -21,5 °C à Mouthe.",
        (one("moins 18 degrés", -18, "°C"), one("-21,5 °C", -21.5, "°C")),
    ),
    (
        "Le groupe a perdu 3 Md$ en Bourse, soit -4,5 % sur la séance.",
        (one("3 Md$", 3000000000, "USD"), one("-4,5 %", -4.5, "%")),
    ),
    (
        "À peine 40 % des 2,3 millions d'électeurs ont voté, contre plus de 60 % il y a cinq ans.",
        (
            one("40 %", 40, "%"),
            one("2,3 millions", 2300000, "électeurs"),
            ("60 %", 60, None, "%"),
            one("cinq ans", 5, "year"),
        ),
    ),
    (
        "Le tribunal l'a condamné à 3 millions de livres de dommages ; 2 millions de livres vendus.",
        (one("3 millions de livres", 3000000, "livres"), one("2 millions", 2000000, "livres")),
    ),
    (
        "Jusqu'à 150 millimètres de pluie en 24 heures, soit deux à trois mois de précipitations.",
        (("150 millimètres", None, 150, "mm"), one("24 heures", 24, "h"), ("deux à trois mois", 2, 3, "month")),
    ),
    (
        "L'usine emploie 480 personnes, dont les deux tiers ont plus de 50 ans.",
        (one("480", 480, "personnes"), one("deux tiers", 2 / 3), ("50 ans", 50, None, "year")),
    ),
    (
        "Un enfant sur huit vit sous le seuil de pauvreté, fixé à 1 158 euros mensuels.",
        (one("Un enfant sur huit", 0.125), one("1 158 euros", 1158, "EUR")),
    ),
    (
        "La vidéo dépasse les 2,5M de vues et 300k partages.",
        (("2,5M", 2500000, None, "vues"), one("300k", 300000, "partages")),
    ),
    (
        "Le procès, prévu du 3 au 14 juin à 9 h 30, concerne 17 prévenus âgés de 22 à 67 ans.",
        (one("17", 17, "prévenus"), ("22 à 67 ans", 22, 67, "year")),
    ),
    (
        "La réforme doit rapporter entre 1,5 et 2 milliards d'euros d'ici à 2027.",
        (("1,5 et 2 milliards d'euros", 1500000000, 2000000000, "EUR"),),
    ),
    (
        "Trois quarts des communes de moins de 1 000 habitants n'ont plus de commerce.",
        (one("Trois quarts", 0.75), ("1 000", None, 1000, "habitants")),
    ),
    (
        "Plusieurs dizaines de milliers d'abonnés, près d'un sur cinq, ont résilié.",
        (("dizaines de milliers", 10000, 100000, "abonnés"), one("un sur cinq", 0.2)),
    ),
    (
        "Les quatre cinquièmes du budget, soit 8 millions, partent en salaires.",
        (one("quatre cinquièmes", 0.8), one("8 millions", 8000000)),
    ),
    (
        "La part des femmes atteint un peu plus de la moitié, 51,6 % exactement.",
        (("la moitié", 0.5, None, ""), one("51,6 %", 51.6, "%")),
    ),
    ("Le texte a été adopté par 285 voix contre 249.", (one("285", 285, "voix"), one("249", 249))),
    (
        "Le séisme a fait au moins 9 morts et plus d'une centaine de blessés.",
        (("9", 9, None, "morts"), ("une centaine", 100, None, "blessés")),
    ),
    ("Le vol BA 283, avec 214 passagers à bord, a atterri à 23h40.", (one("214", 214, "passagers"),)),
    (
        "Environ un million et demi de visiteurs, une hausse de près d'un dixième.",
        (one("un million et demi", 1500000, "visiteurs"), one("un dixième", 0.1)),
    ),
    (
        "Le maire, 58 ans, brigue un quatrième mandat après dix-huit ans à l'hôtel de ville.",
        (one("58 ans", 58, "year"), one("quatrième", 4), one("dix-huit ans", 18, "year")),
    ),
    ("Ils étaient 20 ou 30, peut-être 40.", (("20 ou 30", 20, 30, ""), one("40", 40))),
    (
        "Les recettes sont passées de 3 à 4,5 millions d'euros, l'aide a baissé de moitié.",
        (one("3", 3000000, "EUR"), one("4,5 millions d'euros", 4500000, "EUR"), one("moitié", 0.5)),
    ),
    (
        "La banque centrale a relevé ses taux d'un quart de point, à 3,75 %.",
        (one("un quart de point", 0.25, "point"), one("3,75 %", 3.75, "%")),
    ),
    (
        "La société 3M, cotée 98,40 dollars, supprime 2 500 postes dans la 5G.",
        (one("98,40 dollars", 98.4, "USD"), one("2 500", 2500, "postes")),
    ),
    (
        "Les 16-25 ans paieront 19 euros, les plus de 60 ans 29 euros.",
        (
            ("16-25 ans", 16, 25, "year"),
            one("19 euros", 19, "EUR"),
            ("60 ans", 60, None, "year"),
            one("29 euros", 29, "EUR"),
        ),
    ),
    (
        "Elle a couru le 100 m en 9 s 81, le 1 500 m en 3 min 28.",
        (one("100 m", 100, "m"), one("9 s 81", 9.81, "s"), one("1 500 m", 1500, "m"), one("3 min 28", 208, "s")),
    ),
    (
        "Un tiers de litre d'eau, 180ml de lait et 29km de marche.",
        (one("Un tiers de litre", 1 / 3, "L"), one("180ml", 180, "mL"), one("29km", 29, "km")),
    ),
    ("Le serveur 192.168.1.254 a été visé par 1 200 attaques.", (one("1 200", 1200, "attaques"),)),
    ("L'A13 sera fermée à la sortie 5, sur 12 kilomètres.", (one("12 kilomètres", 12, "km"),)),
    (
        "L'âge légal passe de 62 à 64 ans et le délai de 6 à 3 mois.",
        (one("62", 62, "year"), one("64 ans", 64, "year"), one("6", 6), one("3 mois", 3, "month")),
    ),
    (
        "Il manque deux cents enseignants et trois millions cinq cent mille euros.",
        (one("deux cents", 200, "enseignants"), one("trois millions cinq cent mille euros", 3500000, "EUR")),
    ),
    ("Le taux est de deux virgule zéro cinq pour cent.", (one("deux virgule zéro cinq pour cent", 2.05, "%"),)),
    ("Il a tenu trois demi-journées.", (one("trois demi-journées", 1.5, "day"),)),
)
SIGNS: tuple[tuple[str, tuple[Row, ...]], ...] = (
    ("Le PIB a reculé : −1,2 % en mai.", (one("−1,2 %", -1.2, "%"),)),
    ("Un solde de moins 800.000 euros.", (one("moins 800.000 euros", -800000, "EUR"),)),
    ("De moins 3 à 5 degrés.", (("moins 3 à 5 degrés", -3, 5, "°C"),)),
    ("Entre moins 5 et moins 10 degrés.", (("moins 5 et moins 10 degrés", -10, -5, "°C"),)),
    ("−10 % à −5 % selon les pays.", (("−10 % à −5 %", -10, -5, "%"),)),
    ("Il fait 12 degrés sous zéro.", (one("12 degrés sous zéro", -12, "°C"),)),
    ("- 1.200.000", (one("- 1.200.000", -1200000),)),
    ("moins 1200000", (one("moins 1200000", -1200000),)),
    ("-1,2M", (one("-1,2M", -1200000),)),
    ("- 20 personnes\n-12 autres", (one("20", 20, "personnes"), one("12", 12, "autres"))),
    ("Au moins 12 élus, plus ou moins 200 voix.", (("12", 12, None, "élus"), one("200", 200, "voix"))),
    ("Des prix de 10-12 euros en 2024-2025, le Covid-19.", (("10-12 euros", 10, 12, "EUR"),)),
)
FRACTIONS: tuple[tuple[str, tuple[Row, ...]], ...] = (
    ("Un vingt-cinquième du budget.", (one("Un vingt-cinquième", 0.04),)),
    ("Les trois vingt-et-unièmes du stock.", (one("trois vingt-et-unièmes", 1 / 7),)),
    ("trois vingt et unieme", (one("trois vingt et unieme", 1 / 7),)),
    ("un vingt cinquieme", (one("un vingt cinquieme", 0.04),)),
    ("Il vaut cinq et un quart.", (one("cinq et un quart", 5.25),)),
    ("Il vaut 5 et un quart.", (one("5 et un quart", 5.25),)),
    ("Elle dure deux et demi heures.", (one("deux et demi heures", 2.5, "h"),)),
    ("Elle dure deux heures trois quarts.", (one("deux heures trois quarts", 2.75, "h"),)),
    ("Soit cinq milliards et trois quarts.", (one("cinq milliards et trois quarts", 5750000000),)),
    ("Deux tiers de million de foyers.", (one("Deux tiers de million", 2000000 / 3, "foyers"),)),
    ("Un quart de milliard d'euros.", (one("Un quart de milliard d'euros", 250000000, "EUR"),)),
    ("Le vingt-cinquième jour, un cinquième mandat.", (one("vingt-cinquième", 25), one("cinquième", 5))),
    ("Le vingt cinquième jour.", (one("vingt cinquième", 25),)),
    ("Trois morts, un quatrième est blessé.", (one("Trois", 3, "morts"), one("quatrième", 4))),
    ("Un des cinq et un quart des autres.", (one("cinq", 5), one("un quart", 0.25))),
)
SCALES: tuple[tuple[str, tuple[Row, ...]], ...] = (
    ("10k, 100K, 3M de vues.", (one("10k", 10000), one("100K", 100000), one("3M", 3000000, "vues"))),
    ("2,33 k de gains.", (one("2,33 k", 2330, "gains"),)),
    ("2 Md d'euros, 3 Mds de francs.", (one("2 Md d'euros", 2e9, "EUR"), one("3 Mds de francs", 3e9, "francs"))),
    ("1,5 Mrd de dollars, 200 k€.", (one("1,5 Mrd de dollars", 1.5e9, "USD"), one("200 k€", 200000, "EUR"))),
    ("Le 12b rue Blanche, la 5G, 3M et 50 Cent.", ()),
    ("Deux millions et trois cent mille foyers.", (one("Deux millions et trois cent mille", 2300000, "foyers"),)),
    ("Un virgule cinq million d'euros.", (one("Un virgule cinq million d'euros", 1500000, "EUR"),)),
    ("Le 10 000e visiteur roule à 30 km à l'heure.", (one("10 000e", 10000), one("30 km à l'heure", 30, "km/h"))),
    ("322 cent", (one("322 cent", 32200),)),
    ("Le litre prend 3 cents.", (one("3 cents", 3, "cents"),)),
)
MONEY: tuple[tuple[str, tuple[Row, ...]], ...] = (
    (
        "Il paie 12 $ US, 15 $CA, 20 $ c.",
        (one("12 $ US", 12, "USD"), one("15 $CA", 15, "CAD"), one("20 $ c", 20, "CAD")),
    ),
    ("Il paie C$30, US$40, CAD 50.", (one("C$30", 30, "CAD"), one("US$40", 40, "USD"), one("CAD 50", 50, "CAD"))),
    ("Un prêt de 150 millions de $ usd.", (one("150 millions de $ usd", 150000000, "USD"),)),
    ("Ils ont 500 livres et 3 balles.", (one("500", 500, "livres"), one("3", 3, "balles"))),
)
BOUNDS: tuple[tuple[str, tuple[Row, ...]], ...] = (
    ("Plus de 200 et moins de 300 voix.", (("200 et moins de 300", 200, 300, "voix"),)),
    ("Plus de 200 morts et moins de 300 blessés.", (("200", 200, None, "morts"), ("300", None, 300, "blessés"))),
    ("Pas plus de 50 et pas moins de 20.", (("50 et pas moins de 20", 20, 50, ""),)),
    ("Plus de 40 et moins de 10.", (("40", 40, None, ""), ("10", None, 10, ""))),
    ("Plus grands ou égaux à 100, égal ou inférieur à 30.", (("100", 100, None, ""), ("30", None, 30, ""))),
    ("Entre le 5e et le 10e rang, entre le 10e et le 15e arrondissement.", (("5e et le 10e", 5, 10, ""),)),
    ("Il ne reste plus que 3 jours.", (one("3 jours", 3, "day"),)),
)
PRESS: tuple[tuple[str, tuple[Row, ...]], ...] = (
    ("Le port a fermé peu après 10 heures, rouvert après 19 heures.", ()),
    ("Il est sorti après 20 heures d'audition, 2h30 de trajet.", (one("20 heures", 20, "h"), one("2h30", 150, "min"))),
    ("Les nuits passent de sept à huit heures.", (one("sept", 7, "h"), one("huit heures", 8, "h"))),
    ("Une image du 10 ; un débat à partir du 24, puis du 3 au 5.", ()),
    ("Le carbone 14, le point 7, l'autoroute A 13, le 3 bis et la borne 44.", ()),
    ("Les Douze ont cédé, le Tournoi des Six Nations attend, un quart de finale à moitié perdu.", ()),
    ("À la 12e minute, 3 points d'avance.", (one("3", 3, "points"),)),
    (
        "Elle contrôle 44 points de prélèvement et perd 2 points de marge.",
        (one("44", 44, "points"), one("2 points", 2, "point")),
    ),
    ("Le taux gagne un point, recule d'un point.", (one("un point", 1, "point"), one("un point", 1, "point"))),
    ("Soit le double du budget, près du triple de l'an dernier.", (one("le double", 2), one("triple", 3))),
    (
        "Cent fois le seuil, trois fois plus, sacré deux fois.",
        (one("Cent fois", 100, "seuil"), one("trois fois", 3), one("deux", 2, "fois")),
    ),
    (
        "Une bonne centaine de villageois ; ils étaient une quarantaine.",
        (one("Une bonne centaine", 100, "villageois"), one("une quarantaine", 40)),
    ),
    (
        "Des milliers de foyers, dont une quinzaine évacués.",
        (("Des milliers", 1000, 10000, "foyers"), one("une quinzaine", 15, "évacués")),
    ),
    ("Il passe en quarantaine, pour une quinzaine.", ()),
    ("Un train par heure, un an dont un avec sursis.", (one("Un", 1, "train"), one("un an", 1, "year"), one("un", 1))),
    ("La région vit une semaine compliquée après une année médiocre.", ()),
    ("Elle a perdu une journée.", (one("une journée", 1, "day"),)),
    ("Un séisme de magnitude 6,4 à 10 km de fond.", (one("6,4", 6.4), one("10 km", 10, "km"))),
    ("Une dalle de 20 x 30 mètres.", (one("20", 20, "m"), one("30 mètres", 30, "m"))),
    ("Un prêt à taux zéro ; à eux deux, ils ont tout ; deux par deux ; À la 45e+2.", (one("45e", 45),)),
    ("Sacrée en 1 h 12 min 34 s, après 3'45\"2.", (one("1 h 12 min 34 s", 4354, "s"),)),
    ("Il veut porter le dividende de 1,05 à 1,20 euro.", (one("1,05", 1.05, "EUR"), one("1,20 euro", 1.2, "EUR"))),
    (
        "318 nanogrammes par litre, 12 µg/m3.",
        (one("318 nanogrammes par litre", 318, "ng/L"), one("12 µg/m3", 12, "µg/m3")),
    ),
    ("340 mètres cubes par seconde.", (one("340 mètres cubes par seconde", 340, "m3/s"),)),
    ("Deux mille peut-être, pour $5 bn.", (one("Deux mille", 2000), one("$5 bn", 5e9, "USD"))),
)
LIMITS: tuple[tuple[str, tuple[Row, ...]], ...] = (
    ("Le bilan a dépassé les 200 morts.", (("200", 200, None, "morts"),)),
    ("Le bilan aurait dépassé 200 morts.", (("200", 200, None, "morts"),)),
    ("Le délai ne pourra excéder trente jours.", (("trente jours", None, 30, "day"),)),
    (
        "Le chômage passe sous les 7 %, le baril sous 80 dollars.",
        (("7 %", None, 7, "%"), ("80 dollars", None, 80, "USD")),
    ),
    (
        "Réponse sous 48 heures, paiement dans les trois jours.",
        (("48 heures", None, 48, "h"), ("trois jours", None, 3, "day")),
    ),
    ("Un chantier dans les 30 millions, dans les 12 cantons.", (one("30 millions", 3e7), one("12", 12, "cantons"))),
    ("Il dort sous les deux ponts, sous deux mètres de neige.", (one("deux", 2, "ponts"), one("deux mètres", 2, "m"))),
    (
        "300 personnes, au moins, et trois mois de prison minimum.",
        (("300", 300, None, "personnes"), ("trois mois", 3, None, "month")),
    ),
    ("200 morts, au moins trois blessés.", (one("200", 200, "morts"), ("trois", 3, None, "blessés"))),
)
NONE = (
    "Il est huit heures moins dix, huit heures moins le quart, de 8 heures à midi.",
    "Les huitièmes de finale, le vol 9W 123, le serveur 10.0.0.12.",
    "But de Léa (12'), égalisation à la 45'.",
    "Tél. 06 12 34 56 78, +33 6 12 34 56 78 ; score : 6-4, 7-5.",
    "La loi n° 2016-1691, l'article L. 1232-1, les articles 3 et 4.",
)
ALL = (*PRESS, *LIMITS, *ARTICLES, *SIGNS, *FRACTIONS, *SCALES, *MONEY, *BOUNDS)


def close(ours: float | None, wanted: float | None) -> bool:
    """Tell whether two ends are the same but for the noise of a division."""
    return ours is wanted if ours is None or wanted is None else isclose(ours, wanted, rel_tol=1e-9)


@pytest.mark.parametrize(("text", "rows"), ALL, ids=[text for text, _ in ALL])
def test_all_mentions(text: str, rows: tuple[Row, ...]) -> None:
    """The sentence holds these quantities and no other."""
    mentions = read_numbers(text)
    assert [(mention.span.text, mention.unit) for mention in mentions] == [(row[0], row[3]) for row in rows]
    for mention, (_, low, high, _) in zip(mentions, rows, strict=True):
        assert close(mention.low, low) and close(mention.high, high)
        assert text[mention.span.start : mention.span.end] == mention.span.text


@pytest.mark.parametrize("text", NONE)
def test_no_mention(text: str) -> None:
    """Times, minutes of play, addresses, telephones and articles of law are no quantities."""
    assert read_numbers(text) == ()


def test_ages_of_people_and_lengths_of_time() -> None:
    """Ages in an apposition and of retirement are ages; what a delay is cut to is none."""
    text = "Le maire, 58 ans, est venu. L'âge moyen est de 42,5 ans. Le délai passe de 6 à 3 mois."
    assert [mention.kind for mention in read_numbers(text)] == ["age", "age", "duration", "duration"]
    cut = read_numbers("Le délai est ramené de 6 mois à 3 mois.")
    assert [mention.kind for mention in cut] == ["duration", "duration"]


@pytest.mark.parametrize("text", ["Le coût est évalué à 900 euros.", "La ville estime à 900 le nombre d'abris."])
def test_what_is_estimated_is_about(text: str) -> None:
    """A figure that somebody estimates is no exact one."""
    assert [mention.comparator for mention in read_numbers(text)] == ["about"]


@pytest.mark.parametrize(
    "part", ["vingt et un ", "moins ", "-1 ", "un demi-", "plus de 2 et ", "virgule zéro ", "12' ", "un million et "]
)
def test_long_runs_complete(part: str) -> None:
    """Runs of the words that join figures come to an end, and none of them is one number."""
    assert all(len(mention.span.text) < 100 for mention in read_numbers(part * 4_000))
