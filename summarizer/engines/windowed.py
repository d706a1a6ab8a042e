"""The engine for long articles: asks another engine about one window after the other and joins what it says.

Law: a request is that of the other engine, so each window is kept, resumed and replayed by itself; short articles go
through as they are. A window that another run may get raises, since nothing of it is lost by trying again; one that the
model refuses or cannot answer is told as a lost part. Never in it: a request, a check.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from summarizer.domain.analysis import Analysis, Excerpt
from summarizer.domain.draft import Draft, DraftClaim
from summarizer.domain.item import Item
from summarizer.domain.run import Cost, EngineIdentity, LostPart, Proposal, Usage
from summarizer.engines.interface import Engine, Estimating, Feedback, Metered, Timed, usage_of
from summarizer.engines.joining import join, restricted, sentence_of
from summarizer.engines.windows import Window, windows
from summarizer.errors import ContentFilterError, EngineError, InvalidOutputError, RefusalError


class WindowedEngine:
    """Drafts of articles of any length.

    ``limit`` is in estimated tokens of the article block; ``total_s`` is for a whole article.
    """

    def __init__(
        self,
        inner: Engine,
        limit: int,
        *,
        total_s: float | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.inner = inner
        self._total_s = total_s
        self._clock = clock
        self.limit = limit

    @property
    def identity(self) -> EngineIdentity:
        """Return the other engine's identity with the limit among its parameters: it changes the requests."""
        known = self.inner.identity
        return EngineIdentity(
            known.name,
            known.version,
            known.model,
            known.prompt,
            {**known.parameters, "window_tokens": self.limit},
            known.draft_form,
        )

    @property
    def repairs(self) -> bool:
        """Return whether the other engine repairs."""
        return self.inner.repairs

    @property
    def spent(self) -> Cost:
        """Return what the other engine has spent, as far as it knows."""
        return self.inner.spent if isinstance(self.inner, Metered) else Cost()

    def expected(self, analysis: Analysis) -> tuple[Usage, Cost]:
        """Return about how many tokens the drafts of all windows take and what they cost; sends nothing."""
        if not isinstance(self.inner, Estimating):
            return Usage(), Cost()
        parts = windows(analysis, self.limit)
        shown = [analysis] if len(parts) == 1 else [Excerpt.of(analysis, one.first, one.last) for one in parts]
        each = [self.inner.expected(part) for part in shown]
        return sum((usage for usage, _ in each), Usage()), sum((cost for _, cost in each), Cost())

    async def draft(self, analysis: Analysis, feedback: Feedback | None = None) -> Proposal:
        """Return the draft of all windows, or the items that are asked again, each asked of its own window.

        Raises what the other engine raises: at once where trying again may help or no window can do better, and where
        no window gives anything.
        """
        parts = windows(analysis, self.limit)
        if len(parts) == 1:
            return await self.inner.draft(analysis, feedback)
        if feedback is None:
            asked: list[tuple[Window, Feedback | None]] = [(part, None) for part in parts]
        else:
            asked = [(part, some) for part, some in _shared(parts, feedback, analysis)]
        proposals, lost = await self._asked(asked, analysis)
        drafts = [proposal.draft for proposal in proposals]
        draft = join(drafts, analysis) if feedback is None else _together(drafts, feedback.draft)
        completions = tuple(completion for proposal in proposals for completion in proposal.completions)
        cost = sum((proposal.cost for proposal in proposals), Cost())
        return Proposal(draft, completions, cost, tuple(lost))

    async def aclose(self) -> None:
        """Close the other engine."""
        await self.inner.aclose()

    async def _within(self, part: Excerpt, feedback: Feedback | None, left_s: float | None) -> Proposal:
        if isinstance(self.inner, Timed) and left_s is not None:
            return await self.inner.draft_within(part, feedback, left_s=left_s)
        return await self.inner.draft(part, feedback)

    async def _asked(
        self, asked: Sequence[tuple[Window, Feedback | None]], analysis: Analysis
    ) -> tuple[list[Proposal], list[LostPart]]:
        """Return what the windows give, one after the other: an article is one place in the queue."""
        proposals: list[Proposal] = []
        lost: list[LostPart] = []
        began = self._clock()
        for part, feedback in asked:
            total_s = feedback.left_s if feedback else self._total_s
            left_s = None if total_s is None else total_s - (self._clock() - began)
            try:
                proposal = await self._within(Excerpt.of(analysis, part.first, part.last), feedback, left_s)
            except EngineError as error:
                if not _is_of_this_part(error):
                    raise _with_paid(error, proposals, lost) from error.__cause__
                lost.append(LostPart(part.first, part.last, error))
                continue
            proposals.append(proposal)
        if not proposals:
            last = lost.pop()
            raise _with_paid(last.error, proposals, lost) from last.error.__cause__
        return proposals, lost


def _is_of_this_part(error: EngineError) -> bool:
    """Tell whether an error is about what a window says: a refusal, a filter, an answer that is no draft.

    Any other is about the key, the model, the money or the server: every other window would meet it too.
    """
    return isinstance(error, InvalidOutputError | RefusalError | ContentFilterError)


def _with_paid(error: EngineError, proposals: Sequence[Proposal], lost: Iterable[LostPart]) -> EngineError:
    """Return the error with what the other windows of the article have cost."""
    completions = [completion for proposal in proposals for completion in proposal.completions]
    costs = [Cost(*error.cost), *(proposal.cost for proposal in proposals), *(Cost(*one.error.cost) for one in lost)]
    whole = sum(costs, Cost())
    error.cost = (whole.usd, whole.prices, whole.notes)
    paid = [error.usage, usage_of(completions), *(part.error.usage for part in lost)]
    error.usage = (sum(one[0] for one in paid), sum(one[1] for one in paid), sum(one[2] for one in paid))
    error.attempts += sum(completion.attempts for completion in completions)
    error.attempts += sum(part.error.attempts for part in lost)
    return error


def _shared(parts: Sequence[Window], feedback: Feedback, analysis: Analysis) -> list[tuple[Window, Feedback]]:
    """Return the constraints by the window of their item, with what a model sees there of the draft."""
    draft = feedback.draft
    places = {item: _place(item, parts, draft, analysis) for item in {one.item for one in feedback.constraints}}
    shared = []
    for place, part in enumerate(parts):
        wanted = tuple(one for one in feedback.constraints if places[one.item] == place)
        if not wanted:
            continue
        keys = {one.item.key for one in wanted if one.item.kind == "claim"}
        names = [one.item.key for one in wanted if one.item.kind == "actor"]
        claims = [one for one in draft.claims if one.key in keys or part.holds(sentence_of(one.evidence))]
        sources = {one.item.key for one in wanted if one.item.kind == "source"}
        shown = restricted(draft, claims, names)
        missing = [one for one in draft.sources if one.key in sources and one not in shown.sources]
        shown = shown.model_copy(update={"sources": [*shown.sources, *missing]})
        shared.append((part, replace(feedback, draft=shown, constraints=wanted)))
    return shared


def _place(item: Item, parts: Sequence[Window], draft: Draft, analysis: Analysis) -> int:
    """Return which window an item is asked of: that of its words, the first one where it has none."""
    match item.kind:
        case "claim":
            numbers = [sentence_of(one.evidence) for one in draft.claims if one.key == item.key]
        case "source":
            numbers = [sentence_of(one.evidence) for one in draft.claims if item.key in _sources_of(one)]
        case "summary":
            keys = [key for place, one in enumerate(draft.summary, 1) if str(place) == item.key for key in one.claims]
            numbers = [sentence_of(one.evidence) for one in draft.claims if one.key in keys]
        case "actor" | "number":
            numbers = [one.number for one in analysis.sentences if item.key in one.span.text]
        case _:
            numbers = []
    return next((place for place, part in enumerate(parts) for number in numbers[:1] if part.holds(number)), 0)


def _sources_of(claim: DraftClaim) -> set[str]:
    return {link.source for link in claim.sources} | set(claim.disputed_by)


def _together(answers: Sequence[Draft], known: Draft) -> Draft:
    """Return the items of several answers as one answer; a new source of one is not taken for another's."""
    taken = {source.key for source in known.sources}
    old = frozenset(taken)
    joined: Mapping[str, list[object]] = {name: [] for name in ("actors", "sources", "claims", "summary")}
    for answer in answers:
        new: dict[str, str] = {}
        for source in answer.sources:
            if source.key in old:
                joined["sources"].append(source)
                continue
            new[source.key] = next(f"s{n}" for n in range(1, len(taken) + 2) if f"s{n}" not in taken)
            taken.add(new[source.key])
            joined["sources"].append(source.model_copy(update={"key": new[source.key]}))
        for claim in answer.claims:
            links = [one.model_copy(update={"source": new.get(one.source, one.source)}) for one in claim.sources]
            against = [new.get(key, key) for key in claim.disputed_by]
            joined["claims"].append(claim.model_copy(update={"sources": links, "disputed_by": against}))
        joined["actors"] += answer.actors
        joined["summary"] += answer.summary
    headlines = [answer.headline for answer in answers if answer.headline]
    return Draft.model_validate(
        {**{name: list(rows) for name, rows in joined.items()}, "numbers": [], "headline": (headlines or [""])[0]}
    )
