"""What a page sells between the paragraphs, and news that stands behind the same labels."""

from __future__ import annotations

import pytest

from summarizer.text.segments import read_sentences

HEAD = "Morville rouvre son pont après deux ans\n\nLe pont de Morville a rouvert mardi.\n\n"
MIDDLE = "Les camions y passent de nouveau depuis jeudi.\n\n"
TAIL = "\n\nLe préfet est venu à pied.\n"

LABELLED = (
    "Offre flash : -50 % sur tous les matelas jusqu'à dimanche.",
    "Vente privée : les manteaux d'hiver à prix cassés.",
    "Annonce : Votre voiture reprise en 24 heures, dès 500 euros.",
    "Annonce : vendez votre maison sans frais d'agence.",
    "Partenaire : Avec PharmaPlus, vos ordonnances sont prêtes en dix minutes.",
    "Notre partenaire : Isolux, devis gratuit et pose en une journée.",
    "Newsletter : recevez chaque matin l'essentiel de l'actualité de la région.",
    "Abonnement : La Rive à partir de 5,90 euros par mois, sans engagement.",
    "Bon plan : un aspirateur à 89 euros au lieu de 149.",
    "Code promo : dix euros de moins chez Fleurs de Morville.",
    "Sponsorisé : Matelas Dodo, le sommeil retrouvé.",
    "Jeu-concours : deux places pour le festival à remporter.",
    "Publicité – Changez de fenêtres : jusqu'à 40 % de remise.",
    "Shopping : découvrez la nouvelle collection en boutique.",
)
NEWS_BEHIND_LABELS = (
    "Annonce : le maire démissionne après dix ans de mandat.",
    "Annonce : « Vous serez tous indemnisés », promet le maire.",
    "Annonce : la mairie vend ses vélos au prix du marché.",
    "Offre : la direction propose 40 % des actions aux salariés.",
    "Publicité : le tribunal interdit les panneaux lumineux.",
    "Partenaire : le club de Brissac signe avec la ville.",
    "Soldes : les commerçants ont vendu 12 % de moins que l'an passé.",
    "Abonnement : la régie a promis des trains dès 5 euros.",
)
LABELS = ("PUBLICITÉ", "Publicité", "Contenu sponsorisé", "Publi-rédactionnel", "En partenariat avec Isolux")
UNDER_LABELS = (
    "Matelas Dodo, le sommeil retrouvé. Profitez de 30 % de remise avec le code DODO30.",
    "Ces assurances auto à partir de 9 euros par mois séduisent les conducteurs.",
    "Matelas Dodo\n\n-50 % sur toute la gamme, livraison offerte.",
    "Votre toiture mérite le meilleur : Isolux intervient chez vous.",
    "Estimez la valeur de votre logement en deux minutes.",
)
NEWS_UNDER_LABELS = (
    "Les billets seront vendus à partir de 9 euros dès lundi.",
    "Le conseil municipal vote jeudi le budget des écoles.",
    "« Vous pouvez circuler », dit le maire aux routiers.",
    "Selon la régie, le péage est fixé pour les camions à partir de 12 euros.",
)


def _kinds(line: str) -> set[str]:
    text = HEAD + MIDDLE + line + TAIL
    return {s.kind for s in read_sentences(text) if text.index(line) <= s.span.start < text.index(line) + len(line)}


@pytest.mark.parametrize("line", LABELLED)
def test_labelled_adverts(line: str) -> None:
    """A line that sells behind a label is noise."""
    assert _kinds(line) == {"noise"}


@pytest.mark.parametrize("line", LABELLED[:7])
def test_adverts_at_the_end(line: str) -> None:
    """The same line under the article is noise too, and so are several in a row."""
    text = HEAD + MIDDLE + line + "\n\n" + LABELLED[7] + "\n"
    assert [s.kind for s in read_sentences(text)] == ["title", "body", "body", "noise", "noise"]


@pytest.mark.parametrize("line", NEWS_BEHIND_LABELS)
def test_news_behind_a_label(line: str) -> None:
    """What sells nothing behind such a label is news."""
    assert _kinds(line) == {"body"}


@pytest.mark.parametrize("label", LABELS)
@pytest.mark.parametrize("advert", UNDER_LABELS)
def test_adverts_under_a_label(label: str, advert: str) -> None:
    """The block under a label that stands alone is noise where it sells; the article goes on behind it."""
    assert _kinds(f"{label}\n\n{advert}") == {"noise"}


@pytest.mark.parametrize("news", NEWS_UNDER_LABELS)
def test_news_under_a_label(news: str) -> None:
    """A label alone between two paragraphs leaves the second one to the article."""
    assert _kinds(news) == {"body"} == _kinds(f"PUBLICITÉ\n\n{news}") - {"noise"}


def test_articles_that_speak_to_their_readers() -> None:
    """An article that says «vous» itself keeps such a paragraph under a label."""
    advice = "Votre passeport doit être renouvelé avant mars.\n\nPublicité\n\n"
    assert _kinds(advice + "Vous devez présenter une photo récente.") == {"body", "noise"}
