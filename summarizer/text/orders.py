"""Articles that speak to a model that may read them: orders, turns of a chat, data in a model's form, forged numbers.

What such lines are stands in ``fr/structure.json`` with other noise; here is whether an article has any. Never in it:
what follows from that.
"""

from __future__ import annotations

import re

from summarizer.domain.analysis import Analysis
from summarizer.text.fold import flatten
from summarizer.text.noise import is_order

_FORGED = re.compile(r"\W{0,2}(\[\d{1,3}\]) \S")


def speaks_to_models(analysis: Analysis) -> bool:
    """Tell whether a line that is no part of the article speaks to a model, or begins with a number as its lines do.

    A number that a footnote has stands in the text too, where the note belongs; a forged one stands there alone. Words
    in quotation marks that order to write something count as well; they stay the article's.
    """
    text = analysis.article.text
    if any(is_order(flatten(quotation.inner.text)) for quotation in analysis.quotations):
        return True
    for sentence in analysis.sentences:
        if sentence.kind != "noise":
            continue
        if is_order(flatten(sentence.span.text)):
            return True
        forged = _FORGED.match(sentence.span.text)
        if forged is not None and text.count(forged[1]) == 1:
            return True
    return False
