"""The one function that other rooms call: its spans, its order, what it refuses."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from summarizer.domain.analysis import Analysis
from summarizer.domain.article import Article, ArticleMeta
from summarizer.errors import ArticleError
from summarizer.text.analyse import analyse
from summarizer.text.tongue import language_of
from tests.gate.ratchet import hold
from tests.text.analysed import check_spans, holders_of

ARTICLES = sorted((Path(__file__).resolve().parents[2] / "examples" / "articles").glob("*.txt"))

ENGLISH = (
    "The bridge of Morville was opened again on Tuesday after two years of work, said the mayor, who will not say what "
    "it has cost. The region has paid for most of it, and its council was told that the rest would come from the state."
)
GERMAN = (
    "Die Brücke von Morville ist am Dienstag nach zwei Jahren wieder geöffnet worden, sagte die Bürgermeisterin, die "
    "nicht verraten wollte, was der Bau gekostet hat. Die Region hat den größten Teil davon bezahlt, und das auch gern."
)
SPANISH = (
    "El puente de Morville fue abierto de nuevo el martes después de dos años, dijo la alcaldesa, que no quiso "
    "decir lo que ha costado. La región pagó una gran parte, pero el resto de las obras lo paga el estado."
)
FRENCH = (
    "Le pont de Morville a rouvert mardi après deux ans de travaux, a dit la maire, qui n'a pas voulu dire ce qu'il a "
    "coûté. La région a payé la plus grande part des travaux, et le reste viendra de l'État."
)


def test_there_are_examples() -> None:
    """The tests over the example articles look at something."""
    assert len(ARTICLES) >= 10


def _analysis(path: Path) -> Analysis:
    return analyse(Article.of(path.read_text(encoding="utf-8"), ArticleMeta(language="fr")))


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_spans_of_the_examples(path: Path) -> None:
    """Every span of every part of the analysis is verbatim at its offsets."""
    check_spans(_analysis(path))


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_order_of_the_examples(path: Path) -> None:
    """Sentences, quotations, numbers, conditionals, cues, names and readings stand in order of appearance."""
    analysis = _analysis(path)
    orders = [
        [sentence.span.start for sentence in analysis.sentences],
        [quotation.span.start for quotation in analysis.quotations],
        [number.span.start for number in analysis.numbers],
        [form.span.start for form in analysis.conditionals],
        [attribution.cue.span.start for attribution in analysis.attributions],
        [cue.span.start for cue in analysis.cues],
        [name.span.start for name in analysis.names],
        [reading.statement.start for reading in analysis.readings],
    ]
    for starts in orders:
        assert starts == sorted(starts)
    for before, after in pairwise(analysis.quotations):
        assert before.span.end <= after.span.start
    for earlier, later in pairwise([reading for reading in analysis.readings if not reading.nested]):
        assert earlier.statement.end <= later.statement.start
    around = None
    for reading in analysis.readings:
        around = around if reading.nested else reading
        assert around is not None and reading.statement.within(around.statement)


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_readings_cover_the_body(path: Path) -> None:
    """Every body sentence is covered by its statements but for white space, commas and colons; noise has none."""
    analysis = _analysis(path)
    for sentence in analysis.sentences:
        own = [reading.statement for reading in analysis.readings if reading.sentence == sentence.number]
        if sentence.kind != "body":
            assert not own
            continue
        covered = {offset for span in own for offset in range(span.start, span.end)}
        rest = set(range(sentence.span.start, sentence.span.end)) - covered
        assert all(analysis.article.text[offset] in " ,;:\u00a0\u202f" for offset in rest)


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_look_ups_of_the_examples(path: Path) -> None:
    """A sentence is found by its number and by every offset in it, and nowhere else."""
    analysis = _analysis(path)
    for sentence in analysis.sentences:
        assert analysis.sentence(sentence.number) is sentence
        assert analysis.sentence_at(sentence.span.start) is sentence
        assert analysis.sentence_at(sentence.span.end - 1) is sentence
    assert analysis.sentence(0) is None
    assert analysis.sentence(len(analysis.sentences) + 1) is None
    assert analysis.sentence_at(len(analysis.article.text)) is None


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_holders_of_the_examples_are_verbatim(path: Path) -> None:
    """A holder is called what stands at its span."""
    for holder in holders_of(_analysis(path)):
        assert holder.name == holder.span.text


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_nothing_stops_inside_a_word(path: Path) -> None:
    """Cues, conditionals, holders and names begin and end at the borders of words."""
    analysis = _analysis(path)
    text = analysis.article.text
    spans = [cue.span for cue in analysis.cues] + [form.span for form in analysis.conditionals]
    spans += [name.span for name in analysis.names] + [holder.span for holder in holders_of(analysis)]
    for span in spans:
        assert not (text[span.start - 1 : span.start].isalnum() and text[span.start].isalnum())
        assert not (text[span.end - 1].isalnum() and text[span.end : span.end + 1].isalnum())


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_the_same_article_gives_the_same_analysis(path: Path) -> None:
    """Two analyses of one article are equal."""
    assert _analysis(path) == _analysis(path)


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_the_examples_are_french(path: Path) -> None:
    """The language is found where nobody states it."""
    assert analyse(Article.of(path.read_text(encoding="utf-8"))).language == "fr"


@pytest.mark.parametrize(("text", "language"), [(ENGLISH, "en"), (GERMAN, "de"), (SPANISH, "es")])
def test_other_languages_are_refused(text: str, language: str) -> None:
    """A paragraph in a language without a pack is refused, with the language and what to do."""
    with pytest.raises(ArticleError, match=f"«{language}».*«language»"):
        analyse(Article.of(text))


@pytest.mark.parametrize("text", [ENGLISH, GERMAN, SPANISH])
def test_a_stated_language_is_believed(text: str) -> None:
    """What the metadata says goes before what the text shows."""
    assert analyse(Article.of(text, ArticleMeta(language="fr-CH"))).language == "fr-ch"


def test_a_stated_language_without_a_pack_is_refused() -> None:
    """A French text that is said to be English is refused."""
    with pytest.raises(ArticleError, match="«en»"):
        analyse(Article.of(FRENCH, ArticleMeta(language="en")))


def test_french_is_found() -> None:
    """A French paragraph is French, and so is a text too short to show anything."""
    assert language_of(FRENCH) == "fr"
    assert language_of("Morville rouvre.") == "fr"
    assert language_of("12 34") == "und"


@pytest.mark.parametrize(
    "text",
    [
        "Lire aussi : Le vieux pont de Morville\n\nPar Odile Fremont\n\nPublié le 12/03/2026 à 9 h 40",
        "* * *\n\nabx-fr-34",
        "Téléchargez notre application pour ne rien manquer de l'actualité de Morville",
    ],
)
def test_noise_alone_is_refused(text: str) -> None:
    """An article of nothing but noise holds no sentence."""
    with pytest.raises(ArticleError, match="no sentence"):
        analyse(Article.of(text, ArticleMeta(language="fr")))


def test_an_empty_article_is_refused() -> None:
    """White space alone is no article."""
    with pytest.raises(ArticleError):
        analyse(Article.of(" \n ", ArticleMeta(language="fr")))


def test_a_question_alone_is_read() -> None:
    """An article of one question holds a sentence."""
    try:
        kinds = [sentence.kind for sentence in analyse(Article.of("Le maire a-t-il menti ?")).sentences]
    except ArticleError:
        kinds = []
    hold(kinds, ["body"], known="a short line that ends with «?» is a heading, and a heading alone is refused")


def test_numbers_in_noise_are_left_out() -> None:
    """The figures of a date line or an advert are no quantities of the article."""
    text = "Morville rouvre\n\nTemps de lecture : 3 min\n\nLe pont a coûté 40 euros à la ville."
    analysis = analyse(Article.of(text, ArticleMeta(language="fr")))
    assert [number.span.text for number in analysis.numbers] == ["40 euros"]
