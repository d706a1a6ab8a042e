"""Metadata read from an article's own text: date, author, outlet, title; what is left alone; what the input gives."""

from __future__ import annotations

import time
from dataclasses import asdict, dataclass

import pytest

from summarizer.domain.article import Article, ArticleMeta
from summarizer.text.analyse import analyse
from summarizer.text.metadata_dates import date_regex, iso_of
from summarizer.text.number_tables import fold_letters
from tests.text.analysed import analysed

TITLE = "Le pont de Morville restera fermé tout l'hiver"
LEAD = (
    "Le conseil de Morville s'est réuni lundi soir pour voter son budget annuel. "
    "Le pont, fermé depuis le 4 avril 2019, ne sera pas rouvert avant le 12 mai 2026."
)
SECOND = "Selon la mairie, les travaux coûteraient trois millions d'euros, soit le double de ce qui était prévu."
THIRD = "Les riverains ont dit leur colère. Une réunion est prévue le 3 juin 2026 à la salle des fêtes."


@dataclass(frozen=True)
class Case:
    """Lines above and below the prose of an article, or before its first words, and what is read of them."""

    id: str
    top: str = ""
    bottom: str = ""
    before: str = ""
    published: str | None = None
    outlet: str | None = None
    author: str | None = None


def text_of(case: Case) -> str:
    """Return the article of a case."""
    parts = [TITLE, case.top, case.before + LEAD, SECOND, THIRD, case.bottom]
    return "\n\n".join(part for part in parts if part)


def meta_of(text: str, **given: str) -> ArticleMeta:
    """Return the metadata of a text's analysis."""
    return analyse(Article.of(text, ArticleMeta(language="fr", **given))).article.meta


DATES = (
    Case("published with a time", "Publié le 12 mars 2025 à 14h02", published="2025-03-12"),
    Case("published on a weekday", "Publié le mercredi 12 mars 2025", published="2025-03-12"),
    Case("published, numeric", "Publié le 12/03/2025 à 9 h 40", published="2025-03-12"),
    Case("day first, always", "Publié le 03/04/2025", published="2025-04-03"),
    Case("never month first", "Publié le 04/13/2025"),
    Case("published, with full stops", "Mis en ligne le 12.03.2025", published="2025-03-12"),
    Case("publication, then update", "Publié le 12 mars 2025, mis à jour le 14 mars 2025", published="2025-03-12"),
    Case(
        "update, then publication",
        "Mis à jour le 14 mars 2025 à 8h00 | Publié le 12 mars 2025",
        published="2025-03-12",
    ),
    Case("on two lines", "Mis à jour le 14 mars 2025\nPublié le 12 mars 2025", published="2025-03-12"),
    Case("a date, then its update", "12 mars 2025, mis à jour le 14 mars 2025", published="2025-03-12"),
    Case("update alone", "Mis à jour le 14 mars 2025 à 8h00", published="2025-03-14"),
    Case(
        "published, update without a date", "Publié le 17/02/2026 à 11 h 20, mis à jour à 16 h 05", "", "", "2026-02-17"
    ),
    Case("first of the month", "Publié le 1er août 2024", published="2024-08-01"),
    Case("month without accents, in capitals", "PUBLIÉ LE 3 FEVRIER 2024", published="2024-02-03"),
    Case("month cut short", "Publié le 14 nov. 2024", published="2024-11-14"),
    Case("front matter, month", "date: 2023-05", published="2023-05"),
    Case("front matter, month in words", "Date : mai 2023", published="2023-05"),
    Case("front matter, year", "Date : 2023", published="2023"),
    Case("front matter, day", "date: 2023-05-08", published="2023-05-08"),
    Case("front matter, with a time", "date: 2023-05-08T07:30:00+02:00", published="2023-05-08"),
    Case("date alone, weekday", "samedi 3 mai 2025", published="2025-05-03"),
    Case("date alone, at the end", bottom="samedi 3 mai 2025", published="2025-05-03"),
    Case("date alone, numeric", "12/03/2025", published="2025-03-12"),
    Case("date alone, full stops and a time", "12.03.2025 à 14h02", published="2025-03-12"),
    Case("date alone, as a standard writes it", "2025-03-12", published="2025-03-12"),
    Case("leap day", "Publié le 29 février 2024", published="2024-02-29"),
    Case(
        "published by somebody", "Publié par Odile Fremont le 12 mars 2025", "", "", "2025-03-12", None, "Odile Fremont"
    ),
    Case("this article was published", bottom="Cet article a été publié le 12 mars 2025", published="2025-03-12"),
    Case("reading time beside", "Publié le 12 mars 2025 - Temps de lecture : 3 min", published="2025-03-12"),
    Case("no-break spaces", "Publié le 12\u00a0mars\u00a02025 à 14\u202fh\u202f02", published="2025-03-12"),
    Case("the same date at both ends", "12 mars 2025", "12/03/2025", published="2025-03-12"),
    Case("dateline", before="PARIS, 12 mars 2025 (AFP) - ", published="2025-03-12", outlet="AFP"),
    Case("dateline, with «le»", before="PARIS, le 12 mars 2025 (AFP) – ", published="2025-03-12", outlet="AFP"),
    Case(
        "dateline in small letters", before="Lomé, 12 mars 2025 (Mercure) — ", published="2025-03-12", outlet="Mercure"
    ),
    Case("dateline, label wins", "Publié le 13 mars 2025", "", "PARIS, 12 mars 2025 (AFP) - ", "2025-03-13", "AFP"),
    Case("place and date", "MORVILLE, le 14 novembre 2025, 21 h 42", published="2025-11-14"),
)

NO_DATES = (
    Case("in the body alone"),
    Case("no year", "Publié le 12 mars"),
    Case("no year, with an update of that year", "Publié le 12 mars, mis à jour le 14 mars 2025"),
    Case("no year in the dateline", before="PARIS, 12 mars (AFP) - ", outlet="AFP"),
    Case("two digits of a year", "Publié le 12/03/25"),
    Case("weekday without a year", "Mercredi 2 juillet"),
    Case("yesterday", "Publié hier à 14h02"),
    Case("no such day", "Publié le 31 février 2025"),
    Case("no such day, alone", "31 avril 2025"),
    Case("no leap year", "Publié le 29 février 2023"),
    Case("no such month", "date: 2023-13"),
    Case("no such day, and an update", "Publié le 31 février 2025, mis à jour le 2 mars 2025"),
    Case("a sentence that begins so", before="Publiée le 3 mars 2021, l'étude accuse la mairie. "),
    Case("a sentence with a date and a dash", before="Samedi 3 mai 2021 - 14 heures. Une fissure apparaît. "),
    Case("a caption", "Photo : le pont, publiée le 3 mars 2021"),
    Case("a caption with its author", "Le pont, le 3 mars 2021. © Institut de Morville"),
    Case("another article", bottom="Lire aussi : Le pont fermé\nPublié le 3 mars 2021"),
    Case("two dates alone", "3 mars 2021", "4 avril 2022"),
    Case("a month alone", "Mai 2023"),
    Case("a year alone", "2023"),
    Case("years of a copyright", bottom="© 2025 Le Courrier de Morville", outlet="Le Courrier de Morville"),
)

AUTHORS = (
    Case("by", "Par Odile Fremont", author="Odile Fremont"),
    Case("by two", "Par Odile Fremont et Jean Vasset", author="Odile Fremont et Jean Vasset"),
    Case(
        "by three",
        "Par Odile Fremont, Jean Vasset et Zoé d’Aubray",
        author="Odile Fremont, Jean Vasset et Zoé d’Aubray",
    ),
    Case("with an agency", "Par Jean Vasset avec AFP", author="Jean Vasset"),
    Case("with an agency in brackets", "Par Jean Vasset (avec AFP)", author="Jean Vasset"),
    Case("and a place", "Par Solène Arvieux, à Castelmoure", author="Solène Arvieux"),
    Case("and a place without «à»", "Par Solène Arvieux, Port Aubin", author="Solène Arvieux"),
    Case("and a date", "Par Odile Fremont, le 21 août 2025", "", "", "2025-08-21", None, "Odile Fremont"),
    Case("and a date behind a bar", "Par Odile Fremont | 21/08/2025", "", "", "2025-08-21", None, "Odile Fremont"),
    Case("behind a rubric", "Eau | Par Odile Fremont", author="Odile Fremont"),
    Case("initial", "Par C. Ollivier", author="C. Ollivier"),
    Case("hyphens and particles", "Par Marc-Élie de La Fontanès", author="Marc-Élie de La Fontanès"),
    Case("curly apostrophe", "Par Constance d’Aubray", author="Constance d’Aubray"),
    Case("in capitals", "PAR ODILE FREMONT", author="ODILE FREMONT"),
    Case("one capital of a surname", "De notre correspondante à Lomé, Aline Y", author="Aline Y"),
    Case("correspondent", "De notre correspondante Enora Quillévic", author="Enora Quillévic"),
    Case("special envoy", "De notre envoyé spécial à Port-Salin, Jean Vasset", author="Jean Vasset"),
    Case("interviewer", "Propos recueillis par Basile Ormançay", author="Basile Ormançay"),
    Case("interviewer at the end", bottom="Propos recueillis par Basile Ormançay", author="Basile Ormançay"),
    Case("label", "Auteur : Odile Fremont", author="Odile Fremont"),
    Case("text and pictures", bottom="Texte : F. Marnier. Photo : archives.", author="F. Marnier"),
    Case("who took the pictures is left out", "Par Odile Fremont et Jean Vasset (photos)", author="Odile Fremont"),
    Case("alone at the end", bottom="Camille Ollivier", author="Camille Ollivier"),
    Case("alone at the end, initial", bottom="R. Ostier", author="R. Ostier"),
    Case("alone at the end, with an agency", bottom="C. Ollivier (avec AFP)", author="C. Ollivier"),
    Case("above the date", "Camille Ollivier\n12 mars 2025", "", "", "2025-03-12", None, "Camille Ollivier"),
    Case("beside the date", "Camille Ollivier - 12 mars 2025", "", "", "2025-03-12", None, "Camille Ollivier"),
    Case("in front of another article", bottom="Jean Vasset\nLire aussi : Le pont fermé", author="Jean Vasset"),
)

NO_AUTHORS = (
    Case("besides", before="Par ailleurs, la mairie se tait. "),
    Case("besides, on a line of its own", "Par Ailleurs"),
    Case("by way of", before="Par Morville passent chaque jour trois cents camions. "),
    Case("the newsroom", "Par la rédaction"),
    Case("the newsroom, with a date", "Par la rédaction, le 21 août 2025", published="2025-08-21"),
    Case("photograph", "Photo Jean Vasset"),
    Case("photograph by", "Photo : Jean Vasset"),
    Case("credit", bottom="Crédit photo : Jean Vasset"),
    Case("credit of a picture", "© Jean Vasset"),
    Case("credit with an agency", "Jean Vasset / AFP"),
    Case("credit at the end", bottom="Jean Vasset/AFP"),
    Case("correspondent without a name", "De notre correspondante à Liège"),
    Case("correspondent in a town of two words", "De notre envoyé spécial à Port Aubin"),
    Case("initials alone", bottom="C. D."),
    Case("initials, with a newsroom", bottom="S. B. (avec notre rédaction de Morville)"),
    Case("an agency's initials", bottom="hvd/mco/els"),
    Case("a name alone under the title", "Camille Ollivier"),
    Case("the subject", bottom="Odile Fremont", before="Odile Fremont est venue. "),
    Case("behind another article", bottom="Lire aussi : Le pont fermé\nJean Vasset"),
    Case("a paper", "Par Le Courrier de Morville"),
    Case("a place", "Par Port Aubin"),
    Case("one word", "Par Camille"),
    Case("a state", bottom="Burkina Faso"),
    Case("a rubric", bottom="Faits Divers"),
    Case("a place before its date", "Belle Rive, le 12 mars 2025", published="2025-03-12"),
)

OUTLETS = (
    Case("agency in the dateline", before="PARIS (AFP) - ", outlet="AFP"),
    Case("agency, place in small letters", before="Kinshasa (Reuters) - ", outlet="Reuters"),
    Case("agency alone in the dateline", before="(AFP) - ", outlet="AFP"),
    Case("agency and a date without a year", "(AFP) - 12 mars", outlet="AFP"),
    Case("agency and a date", "AFP - 12 mars 2025", "", "", "2025-03-12", "AFP"),
    Case("invented agency", before="ILMAR, 12 mars (Mercure) - ", outlet="Mercure"),
    Case(
        "invented agency, month cut short", before="TESSARA, 14 nov. (Agence Méridienne) - ", outlet="Agence Méridienne"
    ),
    Case("invented sigle", before="KOREMBA (ADP) — ", outlet="ADP"),
    Case("invented agency alone", before="(Fil Éco) - ", outlet="Fil Éco"),
    Case("region, then agency", before="PORT-SELME (Tharse), 4 mars (ADP) - ", outlet="ADP"),
    Case("source", bottom="Source : Le Courrier de Lomé", outlet="Le Courrier de Lomé"),
    Case("source with an address", bottom="Source : lecourrier.example", outlet="lecourrier.example"),
    Case("source, an agency", bottom="Source : AFP", outlet="AFP"),
    Case("copyright", bottom="© Le Courrier", outlet="Le Courrier"),
    Case("copyright, all rights", bottom="© Le Fil de Morville, tous droits réservés", outlet="Le Fil de Morville"),
    Case("copyright and a year", bottom="© 2025 L’Écho de la Vaude", outlet="L’Écho de la Vaude"),
    Case("copyright below other articles", bottom="Lire aussi : Le pont fermé\n© Le Courrier", outlet="Le Courrier"),
    Case("address", "lecourrier.example — L'actualité de Morville", outlet="lecourrier.example"),
    Case(
        "paper above its date",
        "Le Courrier des Plateaux\nVendredi 6 février 2026 - 19h54",
        "",
        "",
        "2026-02-06",
        "Le Courrier des Plateaux",
    ),
    Case(
        "paper beside its date",
        "Le Courrier des Plateaux, 6 février 2026",
        "",
        "",
        "2026-02-06",
        "Le Courrier des Plateaux",
    ),
    Case("title again, with the site", f"{TITLE} - Planète Fil 24", outlet="Planète Fil 24"),
    Case("who printed, not who wrote", bottom="© Le Courrier", before="PARIS (AFP) - ", outlet="Le Courrier"),
    Case("signed by an agency", "Par AFP", outlet="AFP"),
    Case("agency at the end", bottom="AFP", outlet="AFP"),
)

NO_OUTLETS = (
    Case("in the body", before="Le Courrier de Morville l'a révélé. "),
    Case("quoted as a source in the body", before="Selon l'AFP, le pont est fermé. "),
    Case("source of figures", bottom="Source : Insee"),
    Case("source of figures, ministry", bottom="Source : Ministère de l'Intérieur"),
    Case("several sources", bottom="Sources : AFP, Reuters"),
    Case("credit of an agency", "© AFP"),
    Case("credit of a photographer", bottom="© Jean Vasset"),
    Case("credit of a photographer of a paper", bottom="© Le Courrier / Jean Vasset"),
    Case("caption", "Photo : le pont. © Le Courrier"),
    Case("region in the dateline", before="OSPEL (Karvélie) - "),
    Case("region in the dateline, with a date", before="OSPEL (Karvélie), 9 juin - "),
    Case("country in the dateline", before="PORTLAND (USA) - "),
    Case("correspondent in the dateline", before="LAREÇA (de notre correspondant) - "),
    Case("version in the dateline", before="(Actualisé) - "),
    Case("body with a sigle in brackets", before="Le Conseil national (CNT) - organe suprême - a voté. "),
    Case("with an agency", "Par Odile Fremont avec AFP", author="Odile Fremont"),
    Case("with agencies at the end", bottom="(Avec AFP)"),
    Case("a platform", bottom="facebook.com — suivez le fil"),
    Case("an address alone", bottom="www.mairie-morville.example"),
    Case("an address of another article", bottom="Lire aussi : Le pont\nautre.example — Le pont fermé"),
    Case("a league", before="BASKET (NBA) - La NBA reprend lundi. "),
    Case("a picture in the dateline", before="(Photo Jean Vasset) - "),
    Case("rubric", "Tribune"),
    Case("application", bottom="Téléchargez l'application du Courrier de Morville"),
)


@pytest.mark.parametrize(
    "case", (*DATES, *NO_DATES, *AUTHORS, *NO_AUTHORS, *OUTLETS, *NO_OUTLETS), ids=lambda case: case.id
)
def test_a_line_gives_what_it_says_and_no_more(case: Case) -> None:
    """Each case names all three values: what a line does not say stays empty."""
    meta = meta_of(text_of(case))
    assert (meta.published, meta.outlet, meta.author) == (case.published, case.outlet, case.author)


KEPT_OUT = (
    *("Publié le mercredi 12 mars 2025", "12/03/2025", "12.03.2025 à 14h02", "Date : mai 2023", "Date : 2023"),
    *("Par C. Ollivier", "Auteur : Odile Fremont", "(AFP) - 12 mars", "AFP - 12 mars 2025", "2025-03-12"),
    *("Camille Ollivier - 12 mars 2025", "Par Odile Fremont | 21/08/2025", "lecourrier.example — L'actualité"),
    *("Eau | Par la rédaction | Mercredi 2 juillet", "PARIS, 12 mars 2025 (AFP)"),
)


@pytest.mark.parametrize("line", KEPT_OUT)
@pytest.mark.parametrize("where", ["above the title", "below the title", "at the end"])
def test_such_a_line_is_noise_and_no_title(line: str, where: str) -> None:
    """It stands in no claim, and the title is the title all the same."""
    parts = {
        "above the title": (line, TITLE, LEAD, SECOND),
        "below the title": (TITLE, line, LEAD, SECOND),
        "at the end": (TITLE, LEAD, SECOND, line),
    }
    analysis = analysed("\n\n".join(parts[where]))
    kinds = {sentence.span.text: sentence.kind for sentence in analysis.sentences}
    assert kinds[line] == "noise"
    assert kinds[TITLE] == "title"
    assert analysis.article.meta.title == TITLE


DATELINES = ("PARIS, 12 mars 2025 (AFP) - ", "Lomé, 12 mars 2025 (Mercure) — ", "Kinshasa (Reuters) - ", "(AFP) - ")


@pytest.mark.parametrize("dateline", DATELINES)
def test_a_dateline_stands_in_no_claim(dateline: str) -> None:
    """The statement begins behind it."""
    analysis = analysed("\n\n".join([TITLE, dateline + LEAD, SECOND]))
    assert next(one for one in analysis.sentences if one.kind == "body").span.text.startswith("Le conseil")


PROSE = (
    *(
        "Publié le 3 mars 2021, le rapport accuse la mairie.",
        "Le 12 mars 2025, le pont a été fermé.",
    ),
    *("Le Conseil national (CNT) - organe suprême - a voté la loi.", "Paris, 12 mars 2025 : la foule gronde déjà."),
    *("Par C. Ollivier, on a su que le pont fermait.", "Modifiée en 2023, la loi protège les riverains."),
    *("Écrit par Odile Fremont, le livre raconte le pont.", "Date limite : 12 mars 2025, a prévenu la mairie."),
)


@pytest.mark.parametrize("sentence", PROSE)
def test_a_sentence_of_the_body_stays_one(sentence: str) -> None:
    """What only begins like such a line is prose, and gives nothing."""
    analysis = analysed("\n\n".join([TITLE, sentence, SECOND, THIRD]))
    assert next(one for one in analysis.sentences if one.kind == "body").span.text == sentence
    assert analysis.article.meta.published is analysis.article.meta.author is analysis.article.meta.outlet is None


OTHER_TITLES = (
    *("Signé par Kaboul et Islamabad, l'accord reste fragile", "Publié en 1942, L'Étranger fascine toujours"),
    *("Édition 2025 du festival : ce qu'il faut savoir", "Écrit par Odile Fremont, le roman du pont ressort"),
    *("Modifiée en 2023, la loi sur l'eau divise encore", "Grève SNCF lundi 12 mars, le point à Morville"),
    *("Par amour du pont, ils campent à Morville", "Morville : le 12 mars 2025 restera dans les mémoires"),
)


@pytest.mark.parametrize("title", OTHER_TITLES)
def test_a_title_that_begins_like_such_a_line_stays_one(title: str) -> None:
    """It gives no date and no author."""
    meta = meta_of(f"{title}\n\n{LEAD}\n\n{SECOND}")
    assert (meta.title, meta.published, meta.author, meta.outlet) == (title, None, None, None)


def test_a_chronology_has_no_date_of_its_own() -> None:
    """Dates that head its entries are not when it came out, not even the first below the title."""
    entries = "\n\n".join(f"{day} mars 2021\n\n{LEAD}" for day in (3, 9, 14))
    assert meta_of(f"{TITLE}\n\n{entries}").published is None
    assert meta_of(f"{TITLE}\n\nPublié le 2 mai 2021\n\n{entries}").published == "2021-05-02"


TITLES = (
    (f"{TITLE}\n\n{LEAD}\n\n{SECOND}", TITLE),
    (f"{TITLE}\n\n{TITLE}\n\n{LEAD}\n\n{SECOND}", TITLE),
    (f"SOCIÉTÉ\n{TITLE}\n\n{LEAD}\n\n{SECOND}", TITLE),
    (f"MORVILLE-PONT (Lead)\n\n{TITLE}\n\n{LEAD}\n\n{SECOND}", TITLE),
    (f"🌉 “{TITLE}”\n\n{LEAD}\n\n{SECOND}", TITLE),
    (f"{LEAD}\n\n{SECOND}", None),
    (LEAD, None),
)


@pytest.mark.parametrize(("text", "title"), TITLES)
def test_the_title_is_the_one_that_the_text_layer_finds(text: str, title: str | None) -> None:
    """Rubrics, pictograms and quotation marks are cut off; an article without a title has none."""
    assert meta_of(text).title == title


def test_what_the_input_gives_stands() -> None:
    """Each field on its own: what is given is kept, the others are read."""
    text = text_of(Case("", "Par Odile Fremont\nPublié le 12 mars 2025", "© Le Courrier"))
    read = {"title": TITLE, "outlet": "Le Courrier", "author": "Odile Fremont", "published": "2025-03-12"}
    given = {"title": "Un pont", "outlet": "Mercure", "author": "A. Roux", "published": "2024"}
    assert {key: value for key, value in asdict(meta_of(text)).items() if key in read} == read
    for field, value in given.items():
        meta = asdict(meta_of(text, **{field: value}))
        assert {key: meta[key] for key in read} == {**read, field: value}


def test_text_id_and_the_rest_of_the_metadata_stay() -> None:
    """Reading completes; it never touches what the article is."""
    article = Article.of(
        text_of(Case("", "Publié le 12 mars 2025")), ArticleMeta(url="https://x.example", path="a.txt")
    )
    read = analyse(article).article
    assert (read.id, read.text, read.meta.url, read.meta.path) == (
        article.id,
        article.text,
        "https://x.example",
        "a.txt",
    )
    assert article.meta.published is None
    assert read.meta.language == ""


@pytest.mark.parametrize(
    ("written", "value"),
    [
        *(("12 mars 2025", "2025-03-12"), ("1er déc. 2024", "2024-12-01"), ("30/11/2024", "2024-11-30")),
        *(("31/11/2024", ""), ("30 février 2024", ""), ("29 février 2000", "2000-02-29"), ("29 février 1900", "")),
        *(("00/01/2024", ""), ("12 mars 0025", ""), ("2024-02", "2024-02"), ("2024/02/03", "2024-02-03")),
    ],
)
def test_a_date_is_as_exact_as_its_text_or_none(written: str, value: str) -> None:
    """Day first; no year and no day is made up."""
    match = date_regex().search(fold_letters(written))
    assert match is not None
    assert iso_of(match) == value


HOSTILE = {
    "short lines": "\n".join(f"Camille Ollivier {n} - 12 mars 2025" for n in range(500)) + f"\n{LEAD}",
    "dates below": f"{TITLE}\n{LEAD}\n" + "12 mars 2025\n" * 500,
    "bylines": f"{TITLE}\n{LEAD}\n" + "Par Odile Fremont, Jean Vasset, Zoé Roux, \n" * 500,
    "one long line": "Par Odile Fremont " * 11_000 + ".",
    "capitals without end": "PARIS " * 33_000 + "(AFP) - " + LEAD,
    "labels without end": "Publié le " * 20_000 + "12 mars 2025",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_reading_stays_fast(text: str) -> None:
    """Only short lines at both ends are looked at, and each of them once or twice."""
    from summarizer.text.metadata import with_metadata
    from summarizer.text.view import view_of

    article = Article.of(text)
    view = view_of(text)
    with_metadata(article, view)
    started = time.perf_counter()
    with_metadata(article, view)
    assert time.perf_counter() - started < 0.05
