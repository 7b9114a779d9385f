"""Judges what `plan check` writes as SARIF, for GitLab, as JUnit and for GitHub: each must say what the JSON says."""

import json
import os
import subprocess
import sys
import tempfile

import logs
import results
from cases import cases


def annotations(case, tools):
    """Compares workflow commands with those that GitHub's own toolkit writes for the same findings."""
    command = ["node", "tests/judges/findings/annotations.mjs", os.path.join(tools, "npm")]
    wanted = {"findings": case.json["findings"], "paths": {}}
    for finding in case.json["findings"]:
        wanted["paths"][finding["path"]] = case.from_root(finding["path"])
    run = subprocess.run(command, input=json.dumps(wanted), capture_output=True, text=True, check=True)
    shown = case.write("github").split("\n")
    commands = [line for line in shown if line.startswith("::")]
    assert commands == run.stdout.splitlines(), f"{case.name}: {commands} {run.stdout}"
    for line in shown:
        assert not line or line.startswith(("::error ", "::warning ", "::notice ", "plan: ")), line
        assert line.startswith("::") or "##[" not in line, line
    return len(commands)


def main():
    plan, tools = sys.argv[1], os.path.abspath(sys.argv[2])
    with tempfile.TemporaryDirectory() as folder:
        every = cases(plan, folder)
        for case in every:
            path = os.path.join(folder, f"{case.name}.sarif")
            with open(path, "w", encoding="utf-8") as file:
                file.write(case.write("sarif"))
            counts = [
                f"{logs.judge(case, path)} in SARIF",
                f"{results.gitlab(case)} for GitLab",
                f"{results.junit(case)} in JUnit",
                f"{annotations(case, tools)} annotations",
            ]
            print(f"findings: {case.name}: {len(case.json['findings'])} findings: {', '.join(counts)}")
        paths = [os.path.join(folder, f"{case.name}.sarif") for case in every]
        logs.schema(paths, tools)
        logs.multitool(paths, tools, folder)
        logs.viewers(every, paths, tools, folder)


main()
