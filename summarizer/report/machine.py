"""What a check found, for machines that show it at its place: JUnit XML, SARIF 2.1.0, GitHub annotations. Pure.

Sources: JUnit as Jenkins and GitLab read it (testmoapp/junitxml); SARIF: OASIS sarif-v2.1.0; annotations: GitHub
Actions, «Workflow commands». All strings lose their terminal sequences, control characters and direction controls.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import quote
from xml.etree import ElementTree

from summarizer.domain.finding import Finding
from summarizer.domain.span import Span
from summarizer.domain.written import Checked, findings_of
from summarizer.report.plain import harmless, plain
from summarizer.report.rule_lines import RULE_LINES, explanation

SARIF_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_SARIF_LEVELS = {"error": "error", "warning": "warning", "info": "note"}
_GITHUB = {"error": "error", "warning": "warning", "info": "notice"}
_PROPERTY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})
_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_NO_XML = {0xFFFE: None, 0xFFFF: None}
"""Code points that XML 1.0 §2.2 forbids and that are no control characters."""


def rows(checked: Sequence[Checked]) -> list[dict[str, object]]:
    """Return each finding as a JSON object, with the text it is about, its place and a French line of why."""
    return [
        {
            **finding.model_dump(mode="json"),
            "explanation": explanation(finding, one.statement.text),
            "part": one.statement.part,
            "line": one.statement.line,
            "text": one.statement.text,
            "passage": [{"start": span.start, "end": span.end, "text": span.text} for span in one.passage],
        }
        for one in checked
        for finding in one.findings
    ]


def junit(checked: Sequence[Checked], name: str, *, strict: bool = False) -> str:
    """Return a JUnit report: a case per text, failed where it has an error (``strict``: or a warning).

    Other findings are the case's output.
    """
    failing = ("error", "warning") if strict else ("error",)
    failed = [one for one in checked if any(finding.severity in failing for finding in one.findings)]
    counts = {"tests": str(len(checked)), "failures": str(len(failed)), "errors": "0"}
    suites = ElementTree.Element("testsuites", counts)
    suite = ElementTree.SubElement(suites, "testsuite", {"name": _xml(plain(name)), **counts})
    for one in checked:
        title = f"{one.statement.key}: {one.statement.text}"
        place = {"file": _xml(plain(name)), "line": str(one.statement.line)} if one.statement.line else {}
        attributes = {"classname": _xml(plain(name)), "name": _xml(plain(title)), **place}
        case = ElementTree.SubElement(suite, "testcase", attributes)
        told = [finding for finding in one.findings if finding.severity in failing]
        if told:
            kind, message = told[0].rule, "; ".join(explanation(finding, one.statement.text) for finding in told)
            failure = ElementTree.SubElement(case, "failure", {"type": _xml(plain(kind)), "message": _xml(message)})
            failure.text = _xml(_sides(one, told))
        others = [finding for finding in one.findings if finding.severity not in failing]
        if others:
            ElementTree.SubElement(case, "system-out").text = _xml(_sides(one, others))
    ElementTree.indent(suites)
    body = ElementTree.tostring(suites, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{body}\n'


def sarif(checked: Sequence[Checked], *, file: str | None, article: str | None, version: str) -> dict[str, object]:
    """Return a SARIF log. A result is at its line of ``file``, where there is one, and in the article by code points.

    ``file`` and ``article`` are paths; None where the text came from elsewhere.
    """
    found = [(one, finding) for one in checked for finding in one.findings]
    rules = list(dict.fromkeys(finding.rule for _, finding in found))
    driver = {
        "name": "summarizer",
        "version": version,
        "rules": [
            {"id": plain(rule), "shortDescription": {"text": RULE_LINES.get(rule, plain(rule))}} for rule in rules
        ],
    }
    results = [_result(one, finding, rules.index(finding.rule), file, article) for one, finding in found]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return {"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}


def _result(one: Checked, finding: Finding, index: int, file: str | None, article: str | None) -> dict[str, object]:
    there = _in_article(finding.span, article)
    places = [*([_in_file(one.statement.line, file)] if file else []), *([there] if there else [])]
    return {
        "ruleId": plain(finding.rule),
        "ruleIndex": index,
        "level": _SARIF_LEVELS[finding.severity],
        "message": {"text": f"{explanation(finding, one.statement.text)}. {_sides(one, ())}"},
        "locations": places,
    }


def _in_file(line: int | None, path: str) -> dict[str, object]:
    region = {"region": {"startLine": line}} if line else {}
    return {"physicalLocation": {"artifactLocation": {"uri": uri(path)}, **region}}


def _in_article(span: Span | None, path: str | None) -> dict[str, object] | None:
    if path is None or span is None:
        return None
    region = {"charOffset": span.start, "charLength": span.end - span.start, "snippet": {"text": harmless(span.text)}}
    place = {"artifactLocation": {"uri": uri(path)}, "region": region}
    return {"physicalLocation": place, "message": {"text": "ce que dit l'article"}}


def uri(path: str) -> str:
    """Return a path as a URI reference: «file://…» where it is absolute, else relative to where the command ran."""
    flat = path.replace("\\", "/")
    told = quote(flat, safe="/", errors="replace")
    return f"file://{told}" if flat.startswith("/") else told


def github(checked: Sequence[Checked], *, file: str | None) -> str:
    """Return one workflow command per finding: an annotation at its line of the file, where there is one."""
    lines = []
    for one in checked:
        place: Mapping[str, object] = {"file": file, "line": one.statement.line or 1} if file else {}
        for finding in one.findings:
            told = {**place, "title": finding.rule}
            properties = ",".join(f"{key}={plain(str(value)).translate(_PROPERTY)}" for key, value in told.items())
            message = f"{explanation(finding, one.statement.text)}\n{_sides(one, ())}".translate(_DATA)
            lines.append(f"::{_GITHUB[finding.severity]} {properties}::{message}\n")
    return "".join(lines)


def has_failed(checked: Sequence[Checked], *, strict: bool = False) -> bool:
    """Tell whether there is an error; ``strict``: or a warning."""
    failing = ("error", "warning") if strict else ("error",)
    return any(finding.severity in failing for finding in findings_of(checked))


def _sides(one: Checked, findings: Sequence[Finding]) -> str:
    """Return what was written, what the article says there and the lines of the findings, one under the other."""
    there = " […] ".join(plain(span.text) for span in one.passage) or "aucun passage"
    told = [
        f"{finding.severity} {plain(finding.rule)} : {explanation(finding, one.statement.text)}" for finding in findings
    ]
    return "\n".join([f"Écrit : {plain(one.statement.text)}", f"Article : {there}", *told])


def _xml(text: str) -> str:
    return harmless(text).translate(_NO_XML)
