"""A group: the mentions taken for one actor while actors are gathered and joined."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from summarizer.domain.span import Span
from summarizer.domain.terms import ActorKind
from summarizer.text.descriptions import names_somebody, of_place
from summarizer.text.holders import tables

_VAGUE = ("unknown", "place")


@dataclass(slots=True)
class Group:
    """Mentions taken for one actor. ``voices``: the names under which it speaks; ``acts``: it does something."""

    key: str
    names: list[str] = field(default_factory=list)
    kinds: list[ActorKind] = field(default_factory=list)
    roles: list[str] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    voices: list[str] = field(default_factory=list)
    acts: bool = False

    def add(self, name: str, kind: ActorKind, span: Span) -> None:
        """Take in one mention."""
        self.names.append(name)
        self.kinds.append(kind)
        self.spans.append(span)

    def take(self, other: Group) -> None:
        """Take in another group: it is the same actor."""
        fuller = max(map(len, other.names), default=0) > max(map(len, self.names), default=0)
        told, others = ([kind for kind in kinds if kind not in _VAGUE] for kinds in (self.kinds, other.kinds))
        if not told:
            self.kinds += other.kinds
        elif others and fuller and other.named and self.named:
            self.kinds = [*others, *(kind for kind in told if kind == "state")]
        elif "state" in other.kinds:
            self.kinds.append("state")
        self.names += other.names
        self.roles += other.roles
        self.spans = sorted([*self.spans, *other.spans])
        self.voices += other.voices
        self.acts = self.acts or other.acts

    @property
    def holder(self) -> bool:
        """Tell whether words are given to it."""
        return bool(self.voices)

    @property
    def start(self) -> int:
        """Return where it is first mentioned."""
        return min((span.start for span in self.spans), default=0)

    @property
    def named(self) -> bool:
        """Tell whether it has a proper name."""
        if self.person:
            return any(names_somebody(name) for name in self.names)
        return any(is_proper(name) and not of_place(name) for name in self.names)

    @property
    def person(self) -> bool:
        """Tell whether it is a person."""
        if self.key.startswith("person:"):
            return True
        for kind in self.kinds:
            if kind not in _VAGUE:
                return kind == "person"
        return False

    @property
    def territory(self) -> bool:
        """Tell whether it is a state."""
        return self.key.startswith("territory:") or "state" in self.kinds

    def last_before(self, offset: int) -> int:
        """Return the end of its last mention before the offset, or -1."""
        return max((span.end for span in self.spans if span.end <= offset), default=-1)


@lru_cache(maxsize=4096)
def is_proper(name: str) -> bool:
    """Tell whether a name holds a capital that is more than its first letter's: «groupe Hydral», «Ana Rol»."""
    words = name.replace("’", "'").replace("'", " ").split()
    if words and words[0].lower() in tables().determiners and len(words) > 1:
        words = words[1:]
    return any(word[:1].isupper() for word in words)
