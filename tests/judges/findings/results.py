"""GitLab's report on code quality, and test results of JUnit."""

import json
import unicodedata
from collections import Counter
from xml.etree import ElementTree

import jsonschema
import junitparser
from lxml import etree

OVERRIDES = "\u061c\u200e\u200f\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"

# As GitLab's manual has it (read August 2026); more keys are ignored there, and would be a mistake here.
CODE_QUALITY = {
    "type": "array",
    "items": {
        "type": "object",
        "additionalProperties": False,
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1, "pattern": r"^[^\u0000-\u001f]*$"},
            "check_name": {"type": "string", "pattern": "^[a-z-]+$"},
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{32}$"},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "additionalProperties": False,
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": r"^(?!\./).+"},
                    "lines": {"type": "object", "required": ["begin"], "properties": {"begin": {"type": "integer", "minimum": 1}}},
                },
            },
        },
    },
}


def visible(text):
    """Shows what a terminal obeys by its number."""
    text = text.replace("\r", "").replace("\n", " ").replace("\t", " ")
    is_obeyed = lambda letter: unicodedata.category(letter) == "Cc" or letter in OVERRIDES
    return "".join(f"\\u{{{ord(letter):x}}}" if is_obeyed(letter) else letter for letter in text)


def sentence(finding):
    help_ = finding["help"]
    return visible(finding["message"] + (f"; {help_}" if help_ else ""))


def gitlab(case):
    report = json.loads(case.write("gitlab"))
    jsonschema.validate(report, CODE_QUALITY)
    severities = {"error": "major", "warning": "minor", "note": "info"}
    wanted = [
        (sentence(finding), finding["rule"], severities[finding["level"]], visible(case.from_root(finding["path"])), finding["start"]["line"])
        for finding in case.json["findings"]
    ]
    got = [
        (found["description"], found["check_name"], found["severity"], found["location"]["path"], found["location"]["lines"]["begin"])
        for found in report
    ]
    assert got == wanted, f"{case.name}: {[pair for pair in zip(got, wanted) if pair[0] != pair[1]][:1]}"
    prints = Counter(found["fingerprint"] for found in report)
    assert all(count == 1 for count in prints.values()), prints.most_common(1)
    return len(report)


def junit(case):
    """Two readers of XML and one of JUnit find every finding, in a suite for each file that was asked for."""
    text = case.write("junit")
    root = ElementTree.fromstring(text.encode("utf-8"))
    assert etree.fromstring(text.encode("utf-8"), etree.XMLParser(recover=False, resolve_entities=False)).tag == root.tag
    read = junitparser.JUnitXml.fromstring(text.encode("utf-8"))
    suites = list(read)
    assert [suite.name for suite in suites] == [visible(case.from_root(file["path"])) for file in case.json["files"]]
    lines, failed = [], 0
    for suite in suites:
        cases = list(suite)
        assert suite.tests == len(cases) > 5, suite.name
        assert len({test.name for test in cases}) == len(cases), suite.name
        failures = [test for test in cases if any(isinstance(found, junitparser.Failure) for found in test.result)]
        assert suite.failures == len(failures) and suite.errors == 0
        assert suite.skipped == sum(any(isinstance(found, junitparser.Skipped) for found in test.result) for test in cases)
        failed += len(failures)
        for test in cases:
            for found in test.result:
                if isinstance(found, junitparser.Failure):
                    assert found.type in ("error", "warning") and found.message, found
                    lines += [(test.name, line) for line in found.text.split("\n")]
            lines += [(test.name, line) for line in (test.system_out or "").split("\n") if line]
    wanted = [
        (
            finding["rule"],
            f"{visible(case.from_root(finding['path']))}:{finding['start']['line']}:{finding['start']['column']}: "
            f"{finding['level']}: {sentence(finding)}".replace("\ufffe", "\\u{fffe}"),
        )
        for finding in case.json["findings"]
    ]
    assert sorted(lines) == sorted(wanted), f"{case.name}: {set(lines) ^ set(wanted)}"
    assert (failed > 0) == any(finding["level"] != "note" for finding in case.json["findings"])
    return len(lines)
