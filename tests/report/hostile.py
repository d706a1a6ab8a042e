"""What an article or a model may hold against whoever reads it, and a brief that holds it in every field."""

from __future__ import annotations

from summarizer.domain.article import Article, ArticleMeta
from summarizer.domain.brief import Actor, PromptRef, Source, SummarySentence, TokenUsage
from summarizer.domain.finding import Finding
from summarizer.domain.item import Fate, Item
from summarizer.domain.span import Span
from summarizer.report.page.entry import Entry
from tests.fakes import PROVENANCE, UNCONFIRMED, brief_of, claim

ATTACKS = {
    "script": "</script><script>window.pwned=1</script>",
    "comment": "<!--<script>window.pwned=1",
    "attribute": "\" autofocus onfocus=window.pwned=1 x=\"' onmouseover='window.pwned=1",
    "image": "<img src=x onerror=window.pwned=1>",
    "svg": "<svg onload=window.pwned=1><a xlink:href='javascript:window.pwned=1'>x</a></svg>",
    "style": "</style><style>*{display:none!important}</style>",
    "css": "x;background:url(http://pwned.invalid/a)}*{color:red",
    "address": "javascript:window.pwned=1",
    "data": "data:text/html,<script>window.pwned=1</script>",
    "bidi": "compte \u202egnp.exe\u202c \u2066x\u2069",
    "lines": "a\u2028window.pwned=1\u2029b\r\nc\x85d",
    "template": "${window.pwned=1} {{constructor.constructor('window.pwned=1')()}}",
    "terminal": "\x1b]8;;http://pwned.invalid\x07x\x1b]8;;\x07\x9b31m\x00",
    "entity": "&lt;script&gt;&#x3c;script&#x3e;",
    "surrogate": "\ud800x\udc00",
    "prototype": "__proto__ constructor toString",
}


def hostile_entry(attack: str, key: str = "abcdef012345") -> Entry:
    """Return an entry that holds the attack wherever text may stand, ids and the article's text among them."""
    article = Article.of(
        f"{attack} le maire\n\n{attack}",
        ArticleMeta(title=attack, outlet=attack, author=attack, published=attack, url=attack, path=attack),
    )
    whole = Span.of(article.text, 0, len(article.text))
    part = Span.of(article.text, 0, len(attack))
    source = Source(name=attack, kind="person", role="origin")
    bad = claim().model_copy(
        update={
            **{"id": attack, "text": attack, "evidence": (part, whole, Span(0, 1, "nowhere" + attack))},
            **{"sources": (source, source), "endorsement": "disputed", "disputed_by": (source,)},
            **{"cues": (claim().cues[0].model_copy(update={"text": attack, "span": part}),)},
        }
    )
    actor = Actor(id=attack, name=attack, kind="person", role=attack, aliases=(attack,), mentions=(part, whole))
    base = brief_of()
    number = base.numbers[0].model_copy(
        update={"id": attack, "text": attack, "measures": attack, "unit": attack, "span": part, "claims": (attack,)}
    )
    brief = brief_of(article, run_id=f"{key}{attack}", headline=attack).model_copy(
        update={
            "claims": (bad,),
            "actors": (actor,),
            "numbers": (number, number),
            "summary": (SummarySentence(text=attack, claims=(attack,), hedging=UNCONFIRMED),),
            "findings": (
                Finding(rule=attack, severity="error", message=attack, claim=attack, span=part),
                Finding(rule="cue.missing", severity="warning", message=f"«{attack}»", claim="gone", span=part),
            ),
            "provenance": PROVENANCE.model_copy(
                update={
                    **{"engine": attack, "engine_version": attack, "model_returned": attack, "created_at": attack},
                    **{"prompt": PromptRef(id=attack, version=attack, sha256=attack), "usage": TokenUsage(input=1)},
                    **{"parameters": {attack: attack}},
                }
            ),
        }
    )
    items = (
        Fate(Item("claim", attack), "dropped", None, (attack,)),
        Fate(Item("actor", attack), "repaired", attack, ("cue.missing",)),
    )
    return Entry(brief, article.text, items, attack)
