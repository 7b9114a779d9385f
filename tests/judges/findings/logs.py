"""SARIF: the standard's schema, Microsoft's validator with GitHub's rules, and the tools of another reader."""

import json
import os
import subprocess
from urllib.parse import unquote

from results import sentence


def apply(text, edits):
    """Replaces places of a text, the last first; a place is (start, end) in code points."""
    for (start, end), new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def place(text, region):
    """Finds a region of SARIF in a text, in code points; lines end as git's do, and a byte order mark is no column."""
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    mark = lambda line: 1 if line == 1 and text.startswith("\ufeff") else 0
    at = lambda line, column: starts[line - 1] + mark(line) + column - 1
    return at(region["startLine"], region["startColumn"]), at(region["endLine"], region["endColumn"])


def judge(case, path):
    """Each result says what the JSON says: rule, level, words, place, other places, and the fix as it is applied."""
    with open(path, encoding="utf-8") as file:
        log = json.load(file)
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    findings = case.json["findings"]
    assert len(run["results"]) == len(findings), case.name
    prints = {result["partialFingerprints"]["planFingerprint/v1"] for result in run["results"]}
    assert len(prints) == len(findings), f"{case.name}: fingerprints are shared"
    texts = {}

    def compare(location, where):
        physical = location["physicalLocation"]
        artifact = physical["artifactLocation"]
        assert run["artifacts"][artifact["index"]]["location"]["uri"] == artifact["uri"]
        assert artifact["uriBaseId"] == "%SRCROOT%" and artifact["uri"].isascii() and "\\" not in artifact["uri"], artifact
        assert unquote(artifact["uri"], errors="strict") == case.from_root(where["path"]), (artifact, where["path"])
        text = texts.setdefault(where["path"], case.text(where["path"]))
        offsets = [len(text.encode("utf-8")[: where[side]["offset"]].decode("utf-8")) for side in ("start", "end")]
        start, end = place(text, physical["region"])
        # An empty place before a byte order mark and one behind it look the same.
        assert text[start:end] == text[offsets[0] : offsets[1]].removeprefix("\ufeff"), (case.name, where)

    for result, finding in zip(run["results"], findings):
        assert result["ruleId"] == finding["rule"] == rules[result["ruleIndex"]]["id"]
        assert result["level"] == finding["level"]
        assert result["message"]["text"].replace("\\](", "](") == sentence(finding)
        assert "](" not in result["message"]["text"].replace("\\](", ""), result["message"]
        compare(result["locations"][0], finding)
        related = result.get("relatedLocations", [])
        assert len(related) == len(finding["related"])
        for other, where in zip(related, finding["related"]):
            compare(other, where)
        assert ("fixes" in result) == (finding["fix"] is not None)
        for change in result.get("fixes", [{"artifactChanges": []}])[0]["artifactChanges"]:
            name = unquote(change["artifactLocation"]["uri"])
            (given,) = {edit["path"] for edit in finding["fix"]["edits"] if case.from_root(edit["path"]) == name}
            text = case.text(given)
            edits = [(place(text, part["deletedRegion"]), part["insertedContent"]["text"]) for part in change["replacements"]]
            bytes_ = text.encode("utf-8")
            wanted = [
                ((len(bytes_[: edit["start"]].decode()), len(bytes_[: edit["end"]].decode())), edit["text"])
                for edit in finding["fix"]["edits"]
                if edit["path"] == given
            ]
            assert apply(text, edits) == apply(text, wanted), (case.name, finding)
    return len(findings)


def schema(paths, tools):
    """The standard's own schema; formats are left unchecked, since one of its patterns cannot be read."""
    file = os.path.join(tools, "npm/node_modules/@microsoft/sarif-multitool-linux/sarif-2.1.0.json")
    command = [os.path.join(tools, "bin/check-jsonschema"), "--disable-formats", "*", "--schemafile", file]
    subprocess.run([*command, *paths], check=True)


def multitool(paths, tools, folder):
    """Microsoft's validator: it ends well whatever it found, so that what it writes is read."""
    # A log with a known fault must be found faulty, or the validator looked at nothing.
    with open(paths[0], encoding="utf-8") as file:
        faulty = json.load(file)
    faulty["runs"][0]["results"][0]["ruleIndex"] = 9999
    known = os.path.join(folder, "known-fault.sarif")
    with open(known, "w", encoding="utf-8") as file:
        json.dump(faulty, file)
    out = os.path.join(folder, "validated.json")
    program = os.path.join(tools, "npm/node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool")
    command = [program, "validate", *paths, known, "--rule-kind", "Sarif;Gh", "--level", "Error;Warning", "-o", out, "--log", "ForceOverwrite"]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    with open(out, encoding="utf-8-sig") as file:
        (run,) = json.load(file)["runs"]
    assert run["invocations"][0]["executionSuccessful"], run["invocations"]
    faults = [(found["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], found["ruleId"], found["message"]) for found in run.get("results", [])]
    ours = [fault for fault in faults if "known-fault" not in fault[0]]
    assert not ours, ours
    assert len(ours) < len(faults), "the validator found no fault in a faulty log"
    print(f"findings: sarif-multitool: {len(paths)} logs, 0 faults; {len(faults)} in a faulty one")


def viewers(cases, paths, tools, folder):
    """`sarif`, a reader of other people: it counts as we do, and its exit code says whether there are errors."""
    program = os.path.join(tools, "bin/sarif")
    for case, path in zip(cases, paths):
        counts = {level: sum(finding["level"] == level for finding in case.json["findings"]) for level in ("error", "warning", "note")}
        run = subprocess.run([program, "--check", "error", "summary", path], capture_output=True, text=True, check=False)
        assert (run.returncode != 0) == (counts["error"] > 0), run.stdout
        for level, count in counts.items():
            assert f"\n{level}: {count}\n" in "\n" + run.stdout + "\n", (case.name, level, count, run.stdout)
        climate = os.path.join(folder, "climate.json")
        subprocess.run([program, "codeclimate", path, "-o", climate], capture_output=True, check=True)
        with open(climate, encoding="utf-8") as file:
            theirs = [(found["check_name"], found["location"]["lines"]["begin"]) for found in json.load(file)]
        ours = [(finding["rule"], finding["start"]["line"]) for finding in case.json["findings"]]
        assert sorted(theirs) == sorted(ours), case.name
        subprocess.run([program, "html", path, "-o", os.path.join(folder, "page.html")], capture_output=True, check=True)
    print(f"findings: sarif-tools: {len(paths)} logs counted, converted, shown")
