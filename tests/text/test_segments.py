"""Where sentences begin and end, what is title, heading or noise, and what stands between quotation marks."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.domain.analysis import Sentence, SentenceKind
from summarizer.text.quotations import read_quotations
from summarizer.text.segments import read_sentences
from tests.gate.ratchet import hold

NBSP, NNBSP = "\u00a0", "\u202f"
TITLE = "Morville rouvre son pont"
BODY = "Le pont de Morville a rouvert mardi. Les camions y passent de nouveau."
ARTICLE = f"{TITLE}\n\n{BODY}\n\n"
TAIL = "\n\nLe préfet est venu à pied.\n"


@dataclass(frozen=True, slots=True)
class Line:
    """A line in the middle of an article and the kind it has; ``known`` says why it is read otherwise today."""

    id: str
    text: str
    kind: SentenceKind = "noise"
    known: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """A whole article and its sentences as (kind, text)."""

    id: str
    text: str
    expected: tuple[tuple[SentenceKind, str], ...]
    known: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph and its sentences."""

    id: str
    text: str
    expected: tuple[str, ...]
    known: str = ""


@dataclass(frozen=True, slots=True)
class Quoted:
    """A paragraph and what stands between its quotation marks, as (with marks, without)."""

    id: str
    text: str
    expected: tuple[tuple[str, str], ...]
    known: str = ""


def sentences_of(text: str) -> tuple[Sentence, ...]:
    """Return the sentences of a text, the law of spans checked."""
    sentences = read_sentences(text)
    for sentence in sentences:
        assert text[sentence.span.start : sentence.span.end] == sentence.span.text
    return sentences


def kinds_of(text: str) -> tuple[tuple[SentenceKind, str], ...]:
    """Return the sentences as (kind, text)."""
    return tuple((sentence.kind, sentence.span.text) for sentence in sentences_of(text))


_BODY: tuple[tuple[SentenceKind, str], ...] = (
    ("body", "Le pont de Morville a rouvert mardi."),
    ("body", "Les camions y passent de nouveau."),
)

PAGES = (
    Page(
        "kicker of two words", f"Vie locale\n\n{TITLE}\n\n{BODY}", (("noise", "Vie locale"), ("title", TITLE), *_BODY)
    ),
    Page(
        "two kickers",
        f"MORVILLE\nVie locale\n\n{TITLE}\n\n{BODY}",
        (("noise", "MORVILLE"), ("noise", "Vie locale"), ("title", TITLE), *_BODY),
    ),
    Page(
        "kicker with a bar",
        f"RUGBY | L'enquête\n{TITLE}\nPar Odile Fremont\n\n{BODY}",
        (("noise", "RUGBY | L'enquête"), ("title", TITLE), ("noise", "Par Odile Fremont"), *_BODY),
    ),
    Page("rubric before the title", f"Justice – {TITLE}\n\n{BODY}", (("noise", "Justice –"), ("title", TITLE), *_BODY)),
    Page("rubric with a full stop", f"PROCÈS. {TITLE}\n\n{BODY}", (("noise", "PROCÈS."), ("title", TITLE), *_BODY)),
    Page(
        "pictogram and quotation marks around the title",
        f"🔥 “{TITLE}”\n\n{BODY}",
        (("noise", "🔥 “"), ("title", TITLE), ("noise", "”"), *_BODY),
    ),
    Page(
        "title with the name of the site",
        f"{TITLE}\n{TITLE} - Le Fil 24\ndate 2024-09\n\n{BODY}",
        (("title", TITLE), ("noise", f"{TITLE} - Le Fil 24"), ("noise", "date 2024-09"), *_BODY),
    ),
    Page(
        "glued kicker and the title again",
        f"Économie{TITLE}\n{TITLE}\n\n{BODY}",
        (("noise", "Économie"), ("title", TITLE), ("noise", TITLE), *_BODY),
    ),
    Page(
        "pull quote",
        f"{TITLE}\n\n{BODY}\n\n« Le pont de Morville a rouvert mardi. »\n\nIl pleut.",
        (("title", TITLE), *_BODY, ("noise", "« Le pont de Morville a rouvert mardi. »"), ("body", "Il pleut.")),
    ),
    Page(
        "quoted question as a heading",
        f'{ARTICLE}"Et en septembre ?"\n\nLa région y pense.',
        (("title", TITLE), *_BODY, ("heading", '"Et en septembre ?"'), ("body", "La région y pense.")),
    ),
    Page("title", f"{TITLE}\n\n{BODY}", (("title", TITLE), *_BODY)),
    Page("one sentence is no title", "Le pont a rouvert mardi.", (("body", "Le pont a rouvert mardi."),)),
    Page("no title where the first line is prose", f"{BODY}\n\nIl pleut.", (*_BODY, ("body", "Il pleut."))),
    Page("repeated title", f"{TITLE}\n\n{TITLE}\n\n{BODY}", (("title", TITLE), ("noise", TITLE), *_BODY)),
    Page(
        "repeated title in quotation marks",
        f"{TITLE}\n\n« {TITLE} »\n\n{BODY}",
        (("title", TITLE), ("noise", f"« {TITLE} »"), *_BODY),
    ),
    Page(
        "repeated title with another apostrophe",
        f"L'eau monte\n\nL’eau monte\n\n{BODY}",
        (("title", "L'eau monte"), ("noise", "L’eau monte"), *_BODY),
    ),
    Page("kicker in capitals", f"TRANSPORTS\n{TITLE}\n\n{BODY}", (("noise", "TRANSPORTS"), ("title", TITLE), *_BODY)),
    Page(
        "glued kicker",
        f"ÉconomieMorville rouvre son pont après deux ans\n\n{BODY}",
        (("noise", "Économie"), ("title", "Morville rouvre son pont après deux ans"), *_BODY),
    ),
    Page("glued title", f"{TITLE}{BODY}", (("title", TITLE), *_BODY)),
    Page(
        "glued title that ends with a quotation",
        f"Morville crie « victoire »Le pont a rouvert mardi. Il pleut.\n\n{BODY}",
        (("title", "Morville crie « victoire »"), ("body", "Le pont a rouvert mardi."), ("body", "Il pleut."), *_BODY),
    ),
    Page(
        "brand with an inner capital",
        f"YouTube ferme à Morville\n\n{BODY}",
        (("title", "YouTube ferme à Morville"), *_BODY),
    ),
    Page(
        "unlisted brand with an inner capital",
        f"La start-up CoolTrain ferme à Morville\n\n{BODY}",
        (("title", "La start-up CoolTrain ferme à Morville"), *_BODY),
    ),
    Page(
        "headings",
        f"{ARTICLE}Deux ans de travaux\n\nLe chantier a coûté cher.\n\nUn péage à venir{NNBSP}?\n\nLa région y pense.",
        (
            ("title", TITLE),
            *_BODY,
            ("heading", "Deux ans de travaux"),
            ("body", "Le chantier a coûté cher."),
            ("heading", f"Un péage à venir{NNBSP}?"),
            ("body", "La région y pense."),
        ),
    ),
    Page(
        "heading in quotation marks",
        f"{ARTICLE}« Un lundi de pluie »\n\nLa région y pense.",
        (("title", TITLE), *_BODY, ("heading", "« Un lundi de pluie »"), ("body", "La région y pense.")),
    ),
    Page(
        "hard-wrapped text",
        f"{TITLE}\n\nLe pont de Morville a rouvert mardi après deux longues années de\ntravaux. Il tient.",
        (
            ("title", TITLE),
            ("body", "Le pont de Morville a rouvert mardi après deux longues années de\ntravaux."),
            ("body", "Il tient."),
        ),
    ),
    Page(
        "hard-wrapped before a name",
        f"{TITLE}\n\nLe pont serait de nouveau fermé avant la fin du mois, selon la ville de\nMorville, qui le dit.",
        (
            ("title", TITLE),
            (
                "body",
                "Le pont serait de nouveau fermé avant la fin du mois, selon la ville de\nMorville, qui le dit.",
            ),
        ),
    ),
    Page(
        "dateline",
        f"{TITLE}\n\nMORVILLE, 12 mars (Corvel) - Le pont a rouvert mardi.",
        (("title", TITLE), ("noise", "MORVILLE, 12 mars (Corvel) -"), ("body", "Le pont a rouvert mardi.")),
    ),
    Page(
        "dateline with a long dash and no date",
        f"{TITLE}\n\nMORVILLE (Corvel) — Le pont a rouvert mardi.",
        (("title", TITLE), ("noise", "MORVILLE (Corvel) —"), ("body", "Le pont a rouvert mardi.")),
    ),
    Page(
        "a place in capitals with a colon is no dateline",
        f"{TITLE}\n\nMORVILLE : le pont a rouvert mardi.",
        (("title", TITLE), ("body", "MORVILLE : le pont a rouvert mardi.")),
    ),
    Page(
        "title that begins like a caption",
        f"Carte scolaire : onze classes fermeraient à Morville\n\n{BODY}",
        (("title", "Carte scolaire : onze classes fermeraient à Morville"), *_BODY),
    ),
    Page(
        "last sentence without a full stop",
        f"{ARTICLE}Le maire aurait quitté la ville mardi soir avec ses deux filles et son chien, selon la police",
        (
            ("title", TITLE),
            *_BODY,
            ("body", "Le maire aurait quitté la ville mardi soir avec ses deux filles et son chien, selon la police"),
        ),
    ),
    Page(
        "short paragraph that ends with a question",
        f"{ARTICLE}Le maire aurait fui, selon la police. Où est-il ?\n\nIl pleut.",
        (
            ("title", TITLE),
            *_BODY,
            ("body", "Le maire aurait fui, selon la police."),
            ("body", "Où est-il ?"),
            ("body", "Il pleut."),
        ),
    ),
    Page(
        "marks of Markdown",
        f"# {TITLE}\n\n{BODY}\n\n## Et après ?\n\nIl pleut.",
        (
            ("noise", "#"),
            ("title", TITLE),
            *_BODY,
            ("heading", "## Et après ?"),
            ("body", "Il pleut."),
        ),
    ),
    Page(
        "second title",
        f"{TITLE}\n\nLe maire de Morville a coupé le ruban mardi matin devant deux cents habitants\n\n{BODY}",
        (
            ("title", TITLE),
            ("heading", "Le maire de Morville a coupé le ruban mardi matin devant deux cents habitants"),
            *_BODY,
        ),
    ),
    Page(
        "name of the paper before the title",
        f"Le Fil de Morville\n{TITLE}\n\n{BODY}",
        (("noise", "Le Fil de Morville"), ("title", TITLE), *_BODY),
    ),
    Page(
        "place before the title",
        f"Brenn-sur-Orle. {TITLE}\n\n{BODY}",
        (("noise", "Brenn-sur-Orle."), ("title", TITLE), *_BODY),
    ),
    Page(
        "hard-wrapped dispatch without a title",
        "MORVILLE (Corvel) — Le pont de Morville a rouvert\nmardi.\n\nIl pleut.",
        (("noise", "MORVILLE (Corvel) —"), ("body", "Le pont de Morville a rouvert\nmardi."), ("body", "Il pleut.")),
    ),
    Page(
        "agency alone before the first paragraph",
        f"{TITLE}\n\n(Corvel Éco) - {BODY}",
        (("title", TITLE), ("noise", "(Corvel Éco) -"), *_BODY),
    ),
    Page(
        "times of a live page",
        f"{TITLE}\n\n{BODY}\n\n18h42 - Le préfet arrive.\n\n18 h 50\n\nIl pleut.",
        (
            ("title", TITLE),
            *_BODY,
            ("noise", "18h42 -"),
            ("body", "Le préfet arrive."),
            ("noise", "18 h 50"),
            ("body", "Il pleut."),
        ),
    ),
    Page("nothing", " \n\u2028 ", ()),
    Page(
        "noise alone",
        "Lire aussi : Le vieux pont\nPar Odile Fremont",
        (("noise", "Lire aussi : Le vieux pont"), ("noise", "Par Odile Fremont")),
    ),
)

LINES = (
    Line("score box", "Morville-Brenn : 3-2 (mi-temps : 0-2). Buts : Vasset (5e, 8e) pour Morville."),
    Line("scorers", "Essais : Vasset (5e), Rol (60e) pour Morville."),
    Line("updated in brackets", "(Actualisé à 21h40 avec nouveau bilan)"),
    Line("place and date", "MORVILLE, le 14 novembre, 21 h 42"),
    Line("rubric and byline", "MONDE | Par la rédaction, avec Corvel"),
    Line("caption with a name alone", "Photo Jean Vasset"),
    Line("score in a sentence", "Le club a gagné 3-2 à Brenn lundi soir.", "body"),
    Line("heading between dashes", "- Le pont en filigrane -", "heading"),
    Line("heading in curly marks", "“Je ne lis pas les journaux”", "heading"),
    Line("slug", "abx-fr-34"),
    Line("slug with slashes", "xyz/12/mor"),
    Line("agency sign-off", "hvd/mco/els"),
    Line("see also", "Lire aussi : Le vieux pont de Morville"),
    Line("see also without a colon", "Lire également Le vieux pont de Morville"),
    Line("see also with an accent", "À lire également : le dossier du pont"),
    Line(
        "see also without its accent",
        "A lire aussi : le dossier du pont",
    ),
    Line("see also in a frame", ">> À voir aussi : le pont vu du ciel"),
    Line(
        "read on",
        "Lire la suite",
    ),
    Line("caption", "Photo : le pont en mars. © Jean Vasset"),
    Line("caption with a slash", "Le pont de Morville en mars / photo Jean Vasset"),
    Line("copyright", "© Le Fil de Morville, tous droits réservés"),
    Line("byline", "Par Odile Fremont"),
    Line("byline of two", "Par Odile Fremont et Jean Vasset"),
    Line("interviewer", "Propos recueillis par Odile Fremont"),
    Line("correspondent", "De notre correspondant à Morville"),
    Line(
        "our correspondent",
        "Par notre correspondante à Morville, Odile Fremont",
    ),
    Line("biography", "Odile Fremont est journaliste à Morville depuis 2011."),
    Line("about the author", "À propos de l’auteure : Odile Fremont vit à Morville."),
    Line("app advert", "Téléchargez notre application pour ne rien manquer"),
    Line("app advert in a sentence", "Suivez l'actualité de Morville sur notre application mobile."),
    Line("newsletter", "Recevez chaque matin notre lettre d'information."),
    Line("social networks", "Suivez-nous sur Telegram"),
    Line("share", "Partager"),
    Line("date of a feed", "date 2026-05"),
    Line("published", "Publié le 12/03/2026 à 9 h 40"),
    Line("updated", "Mis à jour à 16 h 05"),
    Line("date alone", "12 mars 2026 à 9h40"),
    Line("weekday and date", "Mardi 12 mars 2026"),
    Line("reading time", "Temps de lecture : 3 min"),
    Line("machine", "Cet article a été traduit automatiquement."),
    Line("tags", "#Morville #pont"),
    Line(
        "with agencies",
        "(Avec agences)",
    ),
    Line("no letters", "* * *"),
    Line("to share the river", "Partager le fleuve ne suffira pas, prévient la région.", "body"),
    Line("by Morville", "Par Morville passent chaque jour trois cents camions.", "body"),
    Line("to read the report", "Lire ce rapport prend deux heures, selon la région.", "body"),
    Line("forged pictures", "Images truquées : la mairie porte plainte contre le site.", "body"),
    Line("a number in front", "3.700 foyers ont été privés de courant.", "body"),
    Line(
        "published on, as a participle",
        "Publiée le 3 mars, l'étude accuse la mairie d'avoir caché les fissures.",
        "body",
    ),
    Line(
        "changed on, as a participle",
        "Modifié le 3 mars, le projet serait abandonné, selon la mairie.",
        "body",
    ),
    Line(
        "a journalist in the news",
        "Karim Adelle est journaliste. Il aurait été arrêté mardi, selon sa famille.",
        "body",
    ),
    Line(
        "a culprit in the news",
        "L'auteur est activement recherché par la gendarmerie.",
        "body",
    ),
    Line(
        "our application, quoted",
        "« Notre application n'a pas été piratée », assure la banque Corvel.",
        "body",
    ),
    Line(
        "on an application store",
        "Le logiciel espion était vendu sur Google Play, selon le laboratoire Tarn.",
        "body",
    ),
    Line(
        "a card, stolen",
        "Carte bancaire volée : trois hommes ont été arrêtés lundi.",
        "body",
    ),
    Line(
        "with an agency, in a sentence",
        "Avec l'AFP, le syndicat a trouvé un accord sur les salaires.",
        "body",
    ),
)

PARAGRAPHS = (
    Paragraph("two", "Il pleut. Le pont tient.", ("Il pleut.", "Le pont tient.")),
    Paragraph(
        "question and exclamation", "Vraiment ?! Oui ! Le pont tient.", ("Vraiment ?!", "Oui !", "Le pont tient.")
    ),
    Paragraph(
        "civility",
        "M. Vasset et Mme Garrec sont venus. Il pleut.",
        ("M. Vasset et Mme Garrec sont venus.", "Il pleut."),
    ),
    Paragraph(
        "civility in capitals", "Me. Rol plaide. Le Dr. Leroux écoute.", ("Me. Rol plaide.", "Le Dr. Leroux écoute.")
    ),
    Paragraph("initials", "J.-P. Morin et J. R. Valmont sont venus.", ("J.-P. Morin et J. R. Valmont sont venus.",)),
    Paragraph("initial in a name", "Odile F. Garrec est venue.", ("Odile F. Garrec est venue.",)),
    Paragraph("avenue", "Le car va av. Foch. Il pleut.", ("Le car va av. Foch.", "Il pleut.")),
    Paragraph("page", "On y lit (cf. p. 12) un avis. Il pleut.", ("On y lit (cf. p. 12) un avis.", "Il pleut.")),
    Paragraph("etc. inside", "Les ponts, quais, etc. sont fermés.", ("Les ponts, quais, etc. sont fermés.",)),
    Paragraph("etc. at the end", "Les ponts, quais, etc. Il pleut.", ("Les ponts, quais, etc.", "Il pleut.")),
    Paragraph("minutes at the end", "Il court en 3 min. Il dort.", ("Il court en 3 min.", "Il dort.")),
    Paragraph("minutes inside", "Il court 3 min. 20 par jour.", ("Il court 3 min. 20 par jour.",)),
    Paragraph(
        "thousands", "Le débit était de 3.700 litres. Il monte.", ("Le débit était de 3.700 litres.", "Il monte.")
    ),
    Paragraph("decimal", "Il pèse 3.5 kg. Il dort.", ("Il pèse 3.5 kg.", "Il dort.")),
    Paragraph("ellipsis inside", "Il attend… puis il part.", ("Il attend… puis il part.",)),
    Paragraph(
        "ellipsis of three dots", "Il attend... puis il part. Il dort.", ("Il attend... puis il part.", "Il dort.")
    ),
    Paragraph("ellipsis at the end", "Il attend… Puis il part.", ("Il attend…", "Puis il part.")),
    Paragraph("quotation ends", "« Il pleut. » Le pont tient.", ("« Il pleut. »", "Le pont tient.")),
    Paragraph("quotation of two", "« Il pleut. Partez », dit-il.", ("« Il pleut.", "Partez », dit-il.")),
    Paragraph("exclamation inside", "« Partez ! » puis s'en va.", ("« Partez ! » puis s'en va.",)),
    Paragraph("quotation begins", "Il rit. “Non”, dit-il.", ("Il rit.", "“Non”, dit-il.")),
    Paragraph("bracket", "(Il pleut.) Le pont tient.", ("(Il pleut.)", "Le pont tient.")),
    Paragraph("dialogue", "Il demande. — Vous partez ? — Oui.", ("Il demande.", "— Vous partez ?", "— Oui.")),
    Paragraph("no-break space", f"Il pleut{NBSP}! Partez.", (f"Il pleut{NBSP}!", "Partez.")),
    Paragraph("number first", "Il pleut. 300 foyers sont touchés.", ("Il pleut.", "300 foyers sont touchés.")),
    Paragraph(
        "letter alone at the end",
        "Le pont est en ligne B. Il tient.",
        ("Le pont est en ligne B.", "Il tient."),
        known="«B.» is taken for an initial",
    ),
    Paragraph(
        "web address", "Le site morville.fr est fermé. Il pleut.", ("Le site morville.fr est fermé.", "Il pleut.")
    ),
)

QUOTATIONS = (
    Quoted("guillemets", "Il dit : « Il pleut. » Bien.", (("« Il pleut. »", "Il pleut."),)),
    Quoted("guillemets with no-break spaces", f"Un «{NBSP}pont{NNBSP}» tient.", ((f"«{NBSP}pont{NNBSP}»", "pont"),)),
    Quoted("guillemets without spaces", "Un «pont» tient.", (("«pont»", "pont"),)),
    Quoted("curly", "Un “pont” tient.", (("“pont”", "pont"),)),
    Quoted("straight", 'Un "pont" tient.', (('"pont"', "pont"),)),
    Quoted("two straight", 'Un "pont" et un "quai".', (('"pont"', "pont"), ('"quai"', "quai"))),
    Quoted("curly the wrong way round", "Un ”pont” tient.", (("”pont”", "pont"),)),
    Quoted("low", "Un „pont” tient.", (("„pont”", "pont"),)),
    Quoted(
        "low, the German way",
        "Un „pont“ tient.",
        (("„pont“", "pont"),),
        known="«“» does not close «„»: the paragraph's rest is quoted",
    ),
    Quoted("nested curly", "« Le “ pont ” tient », dit-il.", (("« Le “ pont ” tient »", "Le “ pont ” tient"),)),
    Quoted(
        "nested guillemets",
        "« Il dit « non » et part », dit-il.",
        (("« Il dit « non » et part »", "Il dit « non » et part"),),
    ),
    Quoted("nested straight", '« Le "pont" tient », dit-il.', (('« Le "pont" tient »', 'Le "pont" tient'),)),
    Quoted("over two sentences", "« Il pleut. Partez », dit-il.", (("« Il pleut. Partez »", "Il pleut. Partez"),)),
    Quoted("unclosed", "Il dit : « Il pleut. Partez.", (("« Il pleut. Partez.", "Il pleut. Partez."),)),
    Quoted(
        "unclosed ends with its paragraph",
        "Il dit : « Il pleut.\n\nUn « pont » tient.",
        (("« Il pleut.", "Il pleut."), ("« pont »", "pont")),
    ),
    Quoted("apostrophes quote nothing", "L'homme dit qu'il pleut.", ()),
    Quoted("none in noise", "Lire aussi : « Le vieux pont »\n\nIl pleut.", ()),
)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.id)
def test_pages(page: Page) -> None:
    """An article falls into its titles, headings, sentences and noise."""
    hold(kinds_of(page.text), page.expected, page.known)


@pytest.mark.parametrize("line", LINES, ids=lambda line: line.id)
def test_lines(line: Line) -> None:
    """A line in the middle of an article has its kind, and leaves its neighbours theirs."""
    found = sentences_of(ARTICLE + line.text + TAIL)
    assert [sentence.kind for sentence in found[:3]] == ["title", "body", "body"]
    assert found[-1].kind == "body"
    hold({sentence.kind for sentence in found[3:-1]}, {line.kind}, line.known)


@pytest.mark.parametrize("paragraph", PARAGRAPHS, ids=lambda paragraph: paragraph.id)
def test_sentences(paragraph: Paragraph) -> None:
    """A paragraph is cut where its sentences end, and nowhere else."""
    found = sentences_of(ARTICLE + paragraph.text + TAIL)
    hold(tuple(sentence.span.text for sentence in found[3:-1]), paragraph.expected, paragraph.known)


@pytest.mark.parametrize("quoted", QUOTATIONS, ids=lambda quoted: quoted.id)
def test_quotations(quoted: Quoted) -> None:
    """The outermost quotation is found with its marks; inside it nothing is one."""
    text = ARTICLE + quoted.text + TAIL
    quotations = read_quotations(text, sentences_of(text))
    for span in (span for quotation in quotations for span in (quotation.span, quotation.inner)):
        assert text[span.start : span.end] == span.text
    hold(tuple((found.span.text, found.inner.text) for found in quotations), quoted.expected, quoted.known)


def test_paragraphs_and_sections_grow() -> None:
    """A heading begins a section, a line a paragraph, and both are counted from nought."""
    text = f"{TITLE}\n\n{BODY}\n\nDeux ans de travaux\n\nLe chantier a coûté cher.\n\nIl est fini."
    found = sentences_of(text)
    assert [sentence.number for sentence in found] == [1, 2, 3, 4, 5, 6]
    assert [sentence.paragraph for sentence in found] == [0, 1, 1, 2, 3, 4]
    assert [sentence.section for sentence in found] == [0, 0, 0, 1, 1, 1]


def _check_law(text: str) -> None:
    """Assert that sentences are disjoint, in order, numbered without gaps and hold every character but white space."""
    sentences = sentences_of(text)
    assert [sentence.number for sentence in sentences] == list(range(1, len(sentences) + 1))
    end = 0
    for sentence in sentences:
        assert sentence.span.start >= end
        assert not text[end : sentence.span.start].strip()
        assert sentence.span.text.strip() == sentence.span.text != ""
        end = sentence.span.end
    assert not text[end:].strip()
    assert all(a.paragraph <= b.paragraph and a.section <= b.section for a, b in pairwise(sentences))
    for quotation in read_quotations(text, sentences):
        assert quotation.inner.within(quotation.span)
        assert text[quotation.span.start : quotation.span.end] == quotation.span.text


_PIECES = st.sampled_from(
    [
        *("Morville", " rouvre", " son pont", ". ", " !", " ? ", "…", " : ", "; ", ", "),
        *("\n", "\n\n", "\r\n", "\u2028", " ", NBSP, NNBSP, "« ", " »", "“", "”", '"', "’", "'", "„", "—", "("),
        *(
            "M. ",
            "J.-P. ",
            "etc.",
            "3.700",
            "12",
            "Lire aussi : ",
            "Par Odile Fremont",
            "abx-fr-34",
            "ÉconomieMorville",
        ),
        *("MORVILLE, 12 mars (Corvel) - ", "date 2026-05", "© ", "🔐", "\u200d", "il pleut", "Le maire"),
    ]
)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.lists(_PIECES, max_size=40).map("".join))
def test_sentences_hold_everything(text: str) -> None:
    """Whatever press copy is made of, its sentences are disjoint, ordered, numbered, and lose no character."""
    _check_law(text)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.text(max_size=120))
def test_sentences_hold_any_text(text: str) -> None:
    """The law holds on any text at all."""
    _check_law(text)
