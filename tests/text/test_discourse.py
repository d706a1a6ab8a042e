"""Any order of sentences can be read: what points back, denies or disclaims meets every kind of neighbour."""

from __future__ import annotations

import random

import pytest

from summarizer.domain.article import Article
from summarizer.engines.rules.engine import propose
from summarizer.text.analyse import analyse

SENTENCES = (
    "Le site emploie 412 personnes.",
    "L'usine a fermé en mai, affirme Paul Ketterer.",
    "« Rien n'est décidé », a déclaré la directrice, Nora Vasselin.",
    "Selon deux sources, le groupe vendrait ses parts.",
    "Nous n'avons pas pu vérifier ces informations de manière indépendante.",
    "Ces chiffres n'ont pas été confirmés.",
    "Aucune de ces affirmations n'a pu être recoupée.",
    "La direction dément ces accusations.",
    "C'est faux, répond-elle.",
    "Il le conteste.",
    "Elle soutient que le stock est intact.",
    "C'est ce que dit le syndicat dans un tract.",
    "Le constat est clair : rien ne va plus.",
    "Pour lui, la question est close.",
    "Interrogée, la mairie n'a pas souhaité commenter.",
    "Ce reproche, que porte aussi l'opposition, est ancien.",
    "D'autres le croient parti.",
    "Le bilan serait de 12 morts.",
    "De 11 à 13 blessés, selon les pompiers ; entre 15 et 20, d'après la préfecture.",
    "Si l'accord échouait, les fours s'arrêteraient.",
    "Le maire l'a reconnu, le préfet l'a nié.",
    "« Je n'ai jamais signé. Je n'ai rien vu », jure-t-il.",
    "Cité par l'agence Fil, M. Drost évoque « une erreur ».",
    "La ministre, dont le mari dirige la société, se tait.",
    "Une note interne, que nous avons consultée, prévoit 300 départs.",
    "On ignore qui a tiré.",
    "Impossible de le confirmer à ce stade.",
    "Ils auraient quitté le pays en 2023.",
    "Est-ce suffisant ?",
    "À l'en croire, tout est réglé.",
    "L'intéressé, lui, parle de « fantasme ».",
    "Ces images, qu'aucun média n'a authentifiées, circulent depuis lundi.",
    "Les deux hommes nient.",
    "Un porte-parole a renvoyé vers le tribunal.",
)
JOINTS = (" ", " ", "\n\n", "\n\nUn intertitre court\n\n")


@pytest.mark.parametrize("seed", range(150))
def test_sentences_in_any_order_are_read(seed: int) -> None:
    """Neither the reading nor the offline draft fails, whatever stands before what."""
    dice = random.Random(seed)
    text = ""
    for sentence in dice.sample(SENTENCES, dice.randint(3, 7)):
        text += (dice.choice(JOINTS) if text else "") + sentence
    draft = propose(analyse(Article.of(text)))
    assert all(claim.evidence for claim in draft.claims)


def test_a_disclaimer_behind_a_plain_and_an_attributed_statement() -> None:
    """«Ces informations» behind a statement of nobody's: what is somebody's is withheld, and nothing fails."""
    text = f"{SENTENCES[1]} {SENTENCES[0]} {SENTENCES[4]}"
    claims = propose(analyse(Article.of(text))).claims
    assert {claim.evidence[0].quote: claim.endorsement for claim in claims}[SENTENCES[0]] in ("asserted", "withheld")
    assert len(claims) >= 2
