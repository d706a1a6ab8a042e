"""Article → Analysis: the one function that other rooms call. It owns the order in which things are read."""

from __future__ import annotations

from summarizer.domain.analysis import Analysis, Attribution
from summarizer.domain.article import Article
from summarizer.errors import ArticleError
from summarizer.text.attribution import read_attributions
from summarizer.text.chains import of_speakers
from summarizer.text.cues import read_pattern_cues
from summarizer.text.denials import apply_denials
from summarizer.text.disputes import apply_disclaimers
from summarizer.text.metadata import with_metadata
from summarizer.text.names import read_names
from summarizer.text.nested import with_nested
from summarizer.text.number_ellipsis import with_shared_units
from summarizer.text.numbers import read_numbers
from summarizer.text.pack import LANGUAGES
from summarizer.text.readings import Parts, read_readings
from summarizer.text.tongue import language_of
from summarizer.text.uses import read_conditionals
from summarizer.text.verbs import read_verbs
from summarizer.text.view import View, view_of


def analyse(article: Article) -> Analysis:
    """Return everything the text layer knows of the article. Deterministic; time grows with the text's length.

    The article's metadata are completed from its text where the input gives none.

    Raises ArticleError where the article is in a language without a pack, or holds no sentence.
    """
    language = _language(article)
    view = view_of(article.text)
    if not _has_a_sentence(view):
        raise ArticleError("the article holds no sentence: nothing but headings, slugs or adverts")
    cues = read_pattern_cues(view)
    names = read_names(view)
    verbs = read_verbs(view)
    attributions = read_attributions(view, verbs, cues, names)
    conditionals = read_conditionals(view, verbs, attributions)
    numbers = tuple(number for number in read_numbers(article.text, view.flat) if _counts(view, number.span.start))
    numbers = with_shared_units(view, numbers)
    parts = Parts(numbers, conditionals, attributions, cues, names)
    readings = apply_disclaimers(view, read_readings(view, parts), numbers)
    readings = with_nested(view, parts, apply_denials(view, readings, attributions, numbers))
    every = {(cue.type, cue.span.start, cue.span.end): cue for reading in readings for cue in reading.cues}
    return Analysis(
        article=with_metadata(article, view),
        language=language,
        sentences=view.sentences,
        quotations=view.quotations,
        numbers=numbers,
        conditionals=conditionals,
        attributions=of_speakers(attributions, conditionals),
        cues=tuple(sorted(every.values(), key=lambda cue: (cue.span.start, cue.span.end, cue.type))),
        names=names,
        readings=readings,
    )


def attributions_in(view: View) -> tuple[Attribution, ...]:
    """Return who says what in a French text, as ``analyse`` reads it; nothing where it holds no sentence."""
    if not _has_a_sentence(view):
        return ()
    return read_attributions(view, read_verbs(view), read_pattern_cues(view), read_names(view))


def _has_a_sentence(view: View) -> bool:
    return any(sentence.kind in ("body", "title") for sentence in view.sentences)


def _counts(view: View, offset: int) -> bool:
    sentence = view.sentence_at(offset)
    return sentence is not None and sentence.kind != "noise"


def _language(article: Article) -> str:
    """Return the article's language; what the metadata says is believed, else the text is asked."""
    stated = article.meta.language.lower()
    found = stated or language_of(article.text)
    if found.split("-")[0] not in LANGUAGES:
        seems = "in no language that is known here" if found == "und" else f"in «{found}»"
        raise ArticleError(
            f"the article seems to be {seems}, and only French is read («fr»); where it is French all the same, "
            "give it as a .jsonl row with the field «language»: fr"
        )
    return stated or found
