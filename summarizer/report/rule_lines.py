"""What each rule says, in one French line for whoever reads its findings (docs/checks.md explains them in English)."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from summarizer.domain.finding import Finding
from summarizer.report.plain import plain, shorten
from summarizer.report.wording import quoted

RULE_LINES: Mapping[str, str] = MappingProxyType(
    {
        "article.mismatch": "la note porte sur un autre article, ou sur une autre version de son texte",
        "span.text": "l'extrait ne reproduit pas l'article à l'endroit indiqué",
        "span.border": "l'extrait coupe un mot ou un chiffre",
        "cue.verbatim": "l'indice ne reproduit pas les mots de l'article",
        "source.verbatim": "la source nommée n'est pas dans l'article",
        "actor.verbatim": "le nom de l'acteur n'est pas dans l'article",
        "quote.verbatim": "des mots cités ne sont pas dans l'article",
        "number.value": "le nombre n'est pas celui que l'article donne à cet endroit",
        "reference.unknown": "renvoi à un élément qui n'existe pas",
        "reference.duplicate": "un identifiant sert deux fois",
        "hedging.level": "le degré de réserve n'est pas celui du passage",
        "source.presence": "le type de source et les sources nommées se contredisent",
        "disputed.presence": "la contestation et ceux qui contestent ne s'accordent pas",
        "status.hypothetical": "une hypothèse est donnée avec un degré de certitude",
        "status.tense": "un fait annoncé ou prévu est mis au passé",
        "reserve.conditional": "l'article est au conditionnel, le texte l'affirme",
        "reserve.disclaimer": "l'article dit ce chiffre non confirmé, le texte l'affirme",
        "reserve.cue": "une réserve que rien ne marque dans l'article",
        "certainty.cue": "un doute que rien ne marque dans l'article",
        "clause.negation": "l'extrait laisse de côté une négation",
        "clause.conditional": "l'extrait laisse de côté un conditionnel",
        "firmer.endorsement": "le texte est plus affirmatif que l'article",
        "firmer.certainty": "le texte est plus certain que l'article",
        "firmer.source": "l'article attribue ces propos, le texte les prend à son compte",
        "firmer.status": "le fait est donné pour plus réel que dans l'article",
        "hardening.claim": "l'article garde une réserve que le texte n'a plus",
        "hardening.summary": "l'article garde une réserve que le résumé n'a plus",
        "hardening.headline": "l'article garde une réserve que le titre n'a plus",
        "hardening.number": "un nombre que l'article n'a pas",
        "hardening.bound": "l'article borne ou estime ce nombre, le texte le donne pour exact",
        "hardening.mood": "le conditionnel de l'article est devenu un indicatif",
        "hardening.status": "ce que l'article annonce ou permet est donné pour fait",
        "hardening.certainty": "ce que l'article donne pour incertain est affirmé",
        "hardening.attribution": "la source de ces propos a disparu",
        "text.tense": "ce qui a eu lieu dans l'article est mis au futur",
        "text.negation": "le texte nie ce que l'article dit, ou dit ce qu'il nie",
        "text.number": "un nombre de l'article, mais pas de ce passage",
        "text.unit": "le nombre est donné dans une autre unité que dans l'article",
        "text.name": "un nom que ni le passage ni ses sources ne donnent",
        "text.source": "ces mots sont prêtés à quelqu'un qui n'en est pas la source",
        "text.beyond": "l'article ne dit rien de tel",
        "text.ordered": "l'article donne des consignes à un modèle, et ces mots ne sont pas les siens",
        "text.thin": "peu de ces mots sont dans l'article : à relire",
        "hardening.doubt": "le mot de doute de l'article a disparu",
        "text.date": "un jour, une année ou une heure que le passage n'a pas",
        "text.contrary": "le texte dit le contraire d'un mot du passage",
        "text.changed": "le texte répète une phrase en y changeant des mots",
        "summary.claims": "une phrase du résumé ne renvoie à aucune affirmation",
        "summary.length": "le résumé a moins de deux ou plus de cinq phrases",
        "coverage.number": "un nombre de l'article qu'aucune affirmation ne reprend",
        "coverage.holder": "quelqu'un que l'article fait parler, et qu'aucune affirmation ne cite",
        "coverage.conditional": "un conditionnel de presse qu'aucune affirmation ne reprend",
        "figures.sum": "le compte que fait l'article ne tombe pas juste",
        "figures.heading": "le titre et le texte donnent deux nombres de la même chose",
        "evidence.missing": "affirmation laissée de côté : aucun de ses extraits n'est dans l'article",
        "evidence.dropped": "extrait retiré : il n'est pas dans l'article",
        "evidence.noise": "extrait retiré : il n'est pas du texte de l'article (publicité, signature, renvoi)",
        "evidence.moved": "extrait trouvé dans une autre phrase que celle indiquée",
        "evidence.widened": "extrait étendu au chiffre entier et aux mots qui le bornent",
        "cue.missing": "indice retiré : il n'est pas dans l'article",
        "source.invented": "source retirée : son nom n'est pas dans l'article",
        "source.unknown": "renvoi retiré : cette source n'existe pas",
        "source.fallback": "source reprise de la lecture de l'article",
        "source.unresolved": "affirmation laissée de côté : elle est attribuée à quelqu'un que l'article n'a pas",
        "source.chain": "type de source et sources se contredisaient : le plus réservé est gardé",
        "disputed.nobody": "contesté, mais par personne dans l'article : donné pour douteux",
        "settled.endorsement": "ramené à la réserve de l'article",
        "settled.certainty": "ramené à la certitude de l'article",
        "settled.source": "source ramenée à celle de l'article",
        "settled.holder": "source remplacée par celle à qui l'article prête ces mots",
        "settled.status": "état du fait ramené à celui de l'article",
        "settled.polarity": "ni affirmé ni nié, comme dans l'article",
        "settled.tense": "temps corrigé : aucun verbe du passage ne le dit passé",
        "settled.clause": "ramené au conditionnel qui gouverne l'extrait",
        "clause.dropped": "affirmation laissée de côté : l'article nie ce qu'elle affirme",
        "reserve.unfounded": "affirmation laissée de côté : sa réserve ne repose sur rien",
        "certainty.unfounded": "doute sans indice : donné pour inconnu",
        "hardening.text": "texte remplacé par l'extrait attribué : il en disait plus que l'article",
        "hardening.sentence": "phrase du résumé retirée : elle en disait plus que ses affirmations",
        "hardening.title": "titre remplacé : il en disait plus que l'article",
        "summary.unknown": "renvoi retiré : cette affirmation n'est pas dans la note",
        "summary.dropped": "phrase du résumé retirée : aucune affirmation ne la porte",
        "summary.filled": "une affirmation complète le résumé",
        "summary.cut": "résumé ramené à cinq phrases",
        "draft.key": "une clé sert deux fois : la première compte",
        "actor.invented": "acteur retiré : il n'est pas dans l'article",
        "actor.unnamed": "acteur retiré : ce mot ne nomme personne",
        "actor.role": "fonction retirée : elle n'est pas dans l'article",
        "number.missing": "nombre retiré : il n'est pas dans l'article",
        "number.unread": "nombre retiré : l'article n'a pas de quantité à cet endroit",
        "number.measures": "ce qui est mesuré est repris de l'article",
        "claim.left_out": "affirmation laissée de côté : elle échoue à un contrôle",
    }
)

_MARKED = 70
"""Longest words of a finding that are worth repeating: longer ones stand beside it as the text or as the passage."""


def explanation(finding: Finding, text: str = "") -> str:
    """Return the French line of a finding, with the words it is about where they are not the whole text."""
    line = RULE_LINES.get(finding.rule)
    if line is None:
        return plain(finding.message)
    words = words_in(finding, text)
    return f"{line} : {quoted(shorten(words, _MARKED))}" if words else line


def words_in(finding: Finding, text: str = "") -> str:
    """Return the words that a finding's message begins with between guillemets.

    Empty where there are none, where they are long, and where they are the text itself.
    """
    message = finding.message
    end = message.find("»")
    if not message.startswith("«") or end < 0:
        return ""
    words = message[1:end]
    return words if len(words) <= _MARKED and words.strip() != text.strip() else ""
