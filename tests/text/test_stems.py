"""Forms of one word share a stem, and forms of two words do not."""

from __future__ import annotations

from itertools import combinations

import pytest

from summarizer.text.stems import verb_stem, word_stem

VERBS = (
    "recruterait recrute recruté recruteront recruter recrutaient",
    "tient tiendrait tenu tenait",
    "obtient obtiendra obtenu",
    "perdrait perdu perd perdre perdait",
    "vend vendra vendu",
    "produit produirait produire produisent",
    "craint craindrait craignent",
    "atteint atteindrait atteignent",
    "ouvre ouvrirait ouvert ouvrira",
    "menace menaçait menacerait menacé",
    "lève lever lèvera levé",
    "appelle appelait appellerait appelé",
    "emploie employer emploierait employé",
    "finit finirait fini finissent finira",
    "promet promettrait promis promettent",
    "voit verrait vu voyait",
    "reçoit recevrait reçu reçoivent recevra",
    "meurt mourrait mort mourra",
    "dit dirait disait",
    "fait ferait font fera",
    "va irait allait iront",
    "connaît connaîtrait connu",
    "nie nierait nié",
    "licencie licencierait licencié",
    "suit suivrait suivi",
    "vit vivrait vécu vivait",
    "est sont serait était été",
    "a ont aurait avait eu",
    "affirment affirme affirmé",
    "bloquent bloque bloqué bloquerait",
    "entre entrer entré entrerait entreront entraient",
    "rentre rentré rentreront",
    "continue continuer continué continuerait continuent",
    "sollicite sollicité solliciterait",
    "réserve réservé réservera",
)


@pytest.mark.parametrize("forms", VERBS, ids=lambda forms: forms.split()[0])
def test_forms_of_a_verb_share_a_stem(forms: str) -> None:
    """Whatever the mood, the tense or the person."""
    assert len({verb_stem(form) for form in forms.split()}) == 1


def test_verbs_are_told_apart() -> None:
    """No two of the verbs above have one stem."""
    stems = [verb_stem(forms.split()[0]) for forms in VERBS]
    assert [(one, other) for one, other in combinations(stems, 2) if one == other] == []


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("soldat", "soldats", True),
        ("licencié", "licenciements", True),
        ("hausse", "baisse", False),
    ],
)
def test_words(one: str, other: str, same: bool) -> None:
    """Number and derivation do not count, another word does."""
    assert (word_stem(one) == word_stem(other)) is same
