"""A report as SARIF 2.1.0 (OASIS), for editors and code hosts that show findings in the text.

Columns count Unicode characters, from 1; a finding about the text as a whole has no region.
"""

from typing import Any

from faults.finding import Severity
from review.remark import Remark
from review.reviewer import Report
from review.rule import Rule
from review.rules import all_rules

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
LEVELS: dict[Severity, str] = {"erro": "error", "aviso": "warning", "nota": "note"}


def sarif(report: Report, uri: str, version: str) -> dict[str, Any]:
    """The whole log of one run over one text."""
    rules = all_rules()
    index = {rule.id: place for place, rule in enumerate(rules)}
    return {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "pactua revisar",
                        "version": version,
                        "language": "pt-BR",
                        "rules": [_rule(rule) for rule in rules],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "artifacts": [{"location": {"uri": uri}}],
                "results": [_result(one, index[one.rule.id], uri) for one in report.remarks],
                "invocations": [
                    {
                        "executionSuccessful": True,
                        "toolExecutionNotifications": [
                            {"level": "note", "message": {"text": note}} for note in report.notes
                        ],
                    }
                ],
            }
        ],
    }


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "shortDescription": {"text": rule.meaning},
        "help": {"text": f"{rule.remedy} Fonte: {rule.source}."},
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
        "properties": {"tags": [rule.family]},
    }


def _result(remark: Remark, rule_index: int, uri: str) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": remark.rule.id,
        "ruleIndex": rule_index,
        "level": LEVELS[remark.severity],
        "message": {"text": f"{remark.message} {remark.remedy}"},
        "locations": [_location(remark, uri)],
        "partialFingerprints": {"pactua/v1": remark.fingerprint},
    }
    if remark.also:
        result["relatedLocations"] = [
            {
                "id": number,
                "message": {"text": "também aqui"},
                "physicalLocation": {
                    "artifactLocation": {"uri": uri},
                    "region": {"startLine": place.line, "startColumn": place.column},
                },
            }
            for number, place in enumerate(remark.also, 1)
        ]
    if remark.status == "dispensado":
        result["suppressions"] = [{"kind": "external", "justification": remark.reason}]
    if remark.status == "conhecido":
        result["baselineState"] = "unchanged"
    return result


def _location(remark: Remark, uri: str) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": uri}}
    if remark.place is not None and remark.end is not None:
        region: dict[str, Any] = {
            "startLine": remark.place.line,
            "startColumn": remark.place.column,
            "endLine": remark.end.line,
            "endColumn": remark.end.column,
        }
        if remark.excerpt is not None:
            region["snippet"] = {"text": remark.excerpt.text}
        physical["region"] = region
    location: dict[str, Any] = {"physicalLocation": physical}
    if remark.part:
        location["logicalLocations"] = [{"name": remark.part, "kind": "member"}]
    return location
