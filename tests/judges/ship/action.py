"""Runs the steps of action.yml as a runner would, in a fresh repository: what it builds or downloads, checks, and hands on.

Arguments: the program that a release would hold, and `build` where the action shall build it too, which takes minutes.
"""

import http.server
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading

from ruamel.yaml import YAML

ROOT = os.getcwd()
GOOD = '[plan]\nstart = 2026-11-23\ndays = 1\n[cadence]\nper_day = { min = 0, max = 9 }\n'
BROKEN = '[plan]\nstart = 2026-11-23\n[[post]]\nat = 2026-11-23 09:00:00\n'
# What must stay a path, and must never be run.
MISCHIEF = "plans/$(touch hacked) `touch hacked`; touch hacked #'\".toml"


class Runner:
    """One job: its folders, its environment, and what its steps say."""

    def __init__(self, folder, server):
        self.action = YAML(typ="safe").load(open("action.yml", encoding="utf-8"))
        self.folder, self.workspace = folder, os.path.join(folder, "work")
        os.makedirs(os.path.join(self.workspace, "plans"))
        os.makedirs(os.path.join(self.workspace, ".git"))
        self.environment = {
            **os.environ,
            "GITHUB_ACTION_PATH": ROOT,
            "GITHUB_ACTION_REPOSITORY": "content-plan/content-plan",
            "GITHUB_SERVER_URL": server,
            "GITHUB_WORKSPACE": self.workspace,
            "RUNNER_TEMP": os.path.join(folder, "temp"),
            "RUNNER_OS": "Linux",
            "RUNNER_ARCH": "X64",
            "CARGO_TARGET_DIR": os.path.join(ROOT, "target"),
        }

    def value(self, text, inputs, outputs):
        """Replaces the few expressions that the action may use: inputs, and outputs of steps."""

        def known(match):
            scope, *rest = match[1].strip().split(".")
            return inputs[rest[0]] if scope == "inputs" else outputs.get(rest[0], {}).get(rest[2], "")

        return re.sub(r"\$\{\{([^}]*)\}\}", known, text)

    def run(self, **given):
        """Runs all steps until one fails; returns its exit code, what was printed, and what was handed to other actions."""
        inputs = {name: spec["default"] for name, spec in self.action["inputs"].items()}
        inputs.update({name.replace("_", "-"): value for name, value in given.items()})
        outputs, printed, used, path = {}, "", [], []
        for step in self.action["runs"]["steps"]:
            if "if" in step:
                wanted = re.fullmatch(r"\$\{\{ inputs\.([a-z-]+) == 'true' \}\}", step["if"])
                if inputs[wanted[1]] != "true":
                    continue
            if "uses" in step:
                used.append({key: self.value(value, inputs, outputs) for key, value in step["with"].items()})
                continue
            assert "${{" not in step["run"], step["run"]
            out, added = os.path.join(self.folder, "output"), os.path.join(self.folder, "path")
            for file in (out, added):
                open(file, "w", encoding="utf-8").close()
            environment = {**self.environment, "GITHUB_OUTPUT": out, "GITHUB_PATH": added}
            environment |= {name: self.value(value, inputs, outputs) for name, value in step["env"].items()}
            environment["PATH"] = os.pathsep.join([*path, environment["PATH"]])
            command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
            run = subprocess.run(command, cwd=self.workspace, env=environment, capture_output=True, text=True, check=False)
            printed += run.stdout + run.stderr
            with open(out, encoding="utf-8") as file:
                outputs[step.get("id", "")] = dict(line.rstrip("\n").split("=", 1) for line in file)
            with open(added, encoding="utf-8") as file:
                path += [line.rstrip("\n") for line in file]
            if run.returncode != 0:
                return run.returncode, printed, used
        return 0, printed, used

    def write(self, name, text):
        with open(os.path.join(self.workspace, name), "w", encoding="utf-8") as file:
            file.write(text)


def release(folder, plan):
    """Serves a release as it would lie on GitHub: an archive and its checksum; and one that was tampered with."""
    for version in ("0.1.0", "0.6.6"):
        place = os.path.join(folder, f"content-plan/content-plan/releases/download/v{version}")
        os.makedirs(place)
        subprocess.run([os.path.join(ROOT, ".github/archive"), plan, "x86_64-unknown-linux-musl"], cwd=place, check=True)
        if version == "0.6.6":
            with open(os.path.join(place, "plan-x86_64-unknown-linux-musl.tar.gz"), "ab") as file:
                file.write(b"!")

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def __init__(self, *args):
            super().__init__(*args, directory=folder)

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Quiet)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}"


def main():
    plan, builds = os.path.abspath(sys.argv[1]), "build" in sys.argv[2:]
    with tempfile.TemporaryDirectory() as folder:
        runner = Runner(os.path.join(folder, "job"), release(os.path.join(folder, "served"), plan))
        version = "" if builds else "0.1.0"
        runner.write("plans/good.toml", GOOD)
        assert runner.run(version=version)[0] == 0

        runner.write("plans/broken.toml", BROKEN)
        code, printed, used = runner.run(version="0.1.0")
        assert code == 1 and "\n::error title=missing-key,file=plans/broken.toml,line=3," in printed and not used, printed
        code, printed, used = runner.run(version="0.1.0", upload_sarif="true")
        assert code == 1 and len(used) == 1 and used[0]["category"] == "plan", printed
        with open(used[0]["sarif_file"], encoding="utf-8") as file:
            assert "missing-key" in [result["ruleId"] for result in json.load(file)["runs"][0]["results"]]

        runner.write(MISCHIEF, GOOD)
        code, printed, _ = runner.run(version="0.1.0", path=f"plans/good.toml\n{MISCHIEF}\n", output_format="concise")
        assert code == 0 and "2 files: " in printed, printed
        code, printed, _ = runner.run(version="0.1.0", path="--exit-zero")
        assert code == 2 and "cannot read --exit-zero" in printed, printed
        code, printed, _ = runner.run(version="0.1.0", working_directory="plans", path="good.toml", args="--today\n2026-11-23\n--strict")
        assert code == 0, printed
        assert runner.run(version="0.1.0", path="plans/good.toml", today="$(touch hacked)")[0] == 2
        for wrong in ("0.6.6", "9.9.9", "../../x", "1.0.0; touch hacked"):
            code, printed, _ = runner.run(version=wrong)
            assert code != 0 and "missing-key" not in printed, (wrong, printed)
        assert not [name for _, _, names in os.walk(runner.folder) for name in names if name == "hacked"]
        shutil.rmtree(runner.workspace)
    print(f"action: its steps {'build, ' if builds else ''}download, check, hand on, and run nothing that they are given")


main()
