"""``check`` on what is no brief: prose, claims, the command line; its formats and codes."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

import pytest

import summarizer
from summarizer.cli.main import main
from summarizer.cli.parser import CHECK_FORMATS

Capture = pytest.CaptureFixture[str]
SECURITY = str(Path(__file__).parents[2] / "examples" / "articles" / "01-agence-securite.txt")
TRUE = """\
La Tessarie recruterait des étudiants étrangers, ce que Karsen dément

L'armée tessarienne recruterait des opérateurs de drones parmi les étudiants étrangers, affirment les services secrets
lurniens. La solde atteindrait jusqu'à 1.900 euros par mois.

D'après M. Velm, 40.000 jeunes ont signé un contrat depuis deux ans, un chiffre que l'agence Mercure n'est pas en
mesure de confirmer.
"""
FALSE = """\
La Tessarie recrute des étudiants étrangers

L'armée tessarienne recrute des opérateurs de drones parmi les étudiants étrangers.
La solde atteindrait jusqu'à 2.900 euros par mois, selon les services lurniens.

Elle prépare l'expulsion de 212 boursiers tessariens.
Trois officiers ont été arrêtés hier à Brenn par la police fédérale.
"""
WARNED = "Le gouvernement a renoncé à tout commentaire.\n"
CLAIMS = {"claims": [{"text": "Les plus avancés recevraient une prime."}, {"text": "Les recrues partent 9 semaines."}]}


def written(folder: Path, name: str, content: str) -> str:
    """Return the path of a file of that content."""
    path = folder / name
    path.write_text(content, encoding="utf-8")
    return str(path)


def test_a_truthful_summary_passes(tmp_path: Path, capsys: Capture) -> None:
    """The show case: no finding at all, exit 0."""
    assert main(["check", written(tmp_path, "r.txt", TRUE), "--article", SECURITY]) == 0
    assert capsys.readouterr().out == "4 textes : aucun constat\n"


def test_a_hardened_summary_is_told_side_by_side(tmp_path: Path, capsys: Capture) -> None:
    """The show case: mood, figure, source and invention, each at its line and beside its passage."""
    assert main(["check", written(tmp_path, "r.md", FALSE), "--article", SECURITY]) == 100
    out = capsys.readouterr().out
    parts = (
        *("titre, ligne 1", "hardening.headline", "phrase s1, ligne 3", "recruterait", "hardening.summary"),
        *("phrase s2, ligne 4", "1.900 euros", "un nombre que l'article n'a pas : « 2.900 euros »"),
        *(
            "phrase s3, ligne 6",
            "la source de ces propos a disparu",
            "phrase s4, ligne 7",
            "l'article ne dit rien de tel",
        ),
    )
    at = -1
    for part in parts:
        at = out.find(part, at + 1)
        assert at >= 0, part


@pytest.mark.parametrize(("options", "code"), [((), 0), (("--strict",), 100)])
def test_warnings_count_where_it_is_strict(options: tuple[str, ...], code: int, tmp_path: Path) -> None:
    """The same findings, another code."""
    assert main(["check", written(tmp_path, "r.txt", WARNED), "--article", SECURITY, *options]) == code


def test_a_text_is_given_on_the_command_line(capsys: Capture) -> None:
    """It has no line, and no file to annotate."""
    assert main(["check", "--text", FALSE, "--article", SECURITY, "--format", "json"]) == 100
    found = json.loads(capsys.readouterr().out)
    assert {one["line"] for one in found} == {None}
    assert {"rule", "severity", "message", "span", "claim", "explanation", "part", "text", "passage"} <= set(found[0])


def test_prose_is_read_from_standard_input(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    """A pipe of any tool's summary works."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(TRUE.encode())))
    assert main(["check", "-", "--article", SECURITY]) == 0
    assert "aucun constat" in capsys.readouterr().out


FORMS = (
    ("object", json.dumps(CLAIMS)),
    ("indented", json.dumps(CLAIMS, indent=2, ensure_ascii=True)),
    ("bare list", json.dumps(CLAIMS["claims"], ensure_ascii=False)),
    ("lines", "\n".join(json.dumps(one, ensure_ascii=False) for one in CLAIMS["claims"])),
    ("in text", f"\n {json.dumps(CLAIMS)}"),
)


@pytest.mark.parametrize(("name", "content"), FORMS, ids=lambda value: value if len(value) < 20 else "")
def test_claims_are_told_by_their_content(name: str, content: str, tmp_path: Path, capsys: Capture) -> None:
    """Whatever the ending of the file; the second claim is the one at fault."""
    path = written(tmp_path, "c.json" if name != "in text" else "c.txt", content)
    assert main(["check", path, "--article", SECURITY, "--format", "json"]) == 100
    found = json.loads(capsys.readouterr().out)
    assert {one["claim"] for one in found if one["severity"] == "error"} == {"c2"}
    line = content[: content.index("Les recrues")].count("\n") + 1
    assert {one["line"] for one in found if one["claim"] == "c2"} == {line}


@dataclass(frozen=True)
class Bad:
    """Arguments and a file's content that cannot be checked, the code, words of the line."""

    id: str
    content: str
    code: int
    says: str
    args: tuple[str, ...] = ()


BAD = (
    Bad("unknown field", '{"claims": [{"text": "x", "foo": 1}]}', 5, "claims.0.foo: unknown field"),
    Bad("strings", '["x"]', 5, "claims.0"),
    Bad("no claim", '{"claims": []}', 5, "no claim"),
    Bad("broken", '{"claims": [', 5, "no JSON"),
    Bad("a draft", '{"actors": [], "claims": [{"text": "x"}]}', 5, "actors: unknown field"),
    Bad("labels alone", "Résumé\n", 5, "no sentence"),
    Bad("empty", " \n", 5, "empty"),
    Bad("too much", "Le port ferme. " * 20_000, 5, "the limit is 250,000"),
    Bad("twice", "x", 2, "once", ("--text", "Le port ferme.")),
)


@pytest.mark.parametrize("case", BAD, ids=lambda case: case.id)
def test_what_cannot_be_checked_is_one_line(case: Bad, tmp_path: Path, capsys: Capture) -> None:
    """On standard error, with the file's name where the file is at fault."""
    path = written(tmp_path, "c.txt", case.content)
    assert main(["check", path, "--article", SECURITY, *case.args]) == case.code
    out, err = capsys.readouterr()
    assert out == "" and case.says in err and err.count("\n") == 1
    assert case.code == 2 or "c.txt" in err


def test_nothing_to_check_is_a_usage_error(capsys: Capture) -> None:
    """Neither a file nor a text."""
    assert main(["check", "--article", SECURITY]) == 2
    assert "--text" in capsys.readouterr().err


def test_a_bracket_alone_makes_no_json(tmp_path: Path) -> None:
    """«[Mise à jour] …» is prose."""
    text = "[Mise à jour] La solde atteindrait jusqu'à 1.900 euros par mois.\n"
    assert main(["check", written(tmp_path, "r.txt", text), "--article", SECURITY]) == 0


def test_each_format_is_what_it_says(tmp_path: Path, capsys: Capture) -> None:
    """JUnit is XML with a case per sentence, SARIF and JSON are JSON, annotations name file and line."""
    path = written(tmp_path, "r.txt", FALSE)
    seen = {}
    for format in CHECK_FORMATS:
        assert main(["check", path, "--article", SECURITY, "--format", format]) == 100
        seen[format] = capsys.readouterr().out
    suite = ElementTree.fromstring(seen["junit"])[0]
    assert len(suite.findall("testcase")) == 5 and suite.get("name") == path
    run = json.loads(seen["sarif"])["runs"][0]
    assert run["tool"]["driver"]["version"] == summarizer.__version__
    article = Path(SECURITY).read_text(encoding="utf-8")
    places = [place["physicalLocation"] for one in run["results"] for place in one["locations"]]
    regions = [place["region"] for place in places if place["artifactLocation"]["uri"].endswith("securite.txt")]
    assert regions
    for region in regions:
        start, length = region["charOffset"], region["charLength"]
        assert article[start : start + length] == region["snippet"]["text"]
    assert len(json.loads(seen["json"])) == len(run["results"]) == seen["github"].count("\n")
    assert f"::error file={path},line=4,title=hardening.number::" in seen["github"]


def test_python_checks_the_same() -> None:
    """The public function takes the same text."""
    assert summarizer.check(TRUE, Path(SECURITY).read_text(encoding="utf-8")) == ()


def test_help_has_examples(capsys: Capture) -> None:
    """Each form is shown."""
    assert main(["check", "--help"]) == 0
    out = capsys.readouterr().out
    assert "summarizer check resume.txt --article article.txt" in out and "--strict" in out
