"""Plans with findings of every kind: samples, the fixtures of all rules, and a repository of mischief."""

import glob
import json
import os
import subprocess

# Everything that a name of a file may hold here, and letters of four bytes before the fault in a line.
NAME = "план «48» #1 %41 & [x](y) 👩‍🍳.toml"
BRAND = "../brand [a](b)?.toml"
WHOLE = (
    '[plan]\nstart = 2026-11-23\ndays = 2\n\n[channels.fb]\nnetwork = "facebook"\n\n'
    '[[post]]\nid = "]]>&\'\\u0000\\uFFFE\\u001b[31m::error::x\\n##[error]y"\nat = 2026-11-23 09:00:00\ncategory = "branded"\n'
    'media = [{ file = "а.jpg" }, { file = "👩‍🍳 б.jpg" }]\ntitle = "<b>&amp;"\n\n'
    '[[post]]\nid = "[words](https://evil.example)"\nat = 2026-11-23 09:01:00\ncategory = "emotional"\n'
    'text = """рядок\n👩‍🍳 [words](https://evil.example) TODO\n"""\n\n'
)
FAULTY = (
    f'extends = "{BRAND}"\n{WHOLE}'
    '[[post]]\nid = "скло"\nat = 2026-11-24 23:30:00\ncategory = "emotionel"\ntitel = "x"\n'
)


def repository(folder):
    """Writes a repository with hostile names, whose plan extends a file above it."""
    inner = os.path.join(folder, "бренд 1")
    os.makedirs(os.path.join(folder, ".git"))
    os.makedirs(inner)
    with open(os.path.join(inner, NAME), "w", encoding="utf-8", newline="") as file:
        file.write(FAULTY.replace("\n", "\r\n"))
    with open(os.path.join(inner, "whole.toml"), "w", encoding="utf-8") as file:
        file.write(WHOLE)
    with open(os.path.join(inner, BRAND), "w", encoding="utf-8") as file:
        file.write('[mix]\ntolerance = "5"\n[rules]\ncrowdd = "off"\n')
    with open(os.path.join(folder, "broken.toml"), "w", encoding="utf-8") as file:
        file.write("\ufeff[plan]\nstart = 2026-11-23\n[[post]]\nat = \n")
    return inner


class Case:
    """One run of `plan check`, in every format."""

    def __init__(self, plan, name, folder, paths, prefix=""):
        self.plan, self.name, self.folder, self.paths, self.prefix = plan, name, folder, paths, prefix
        self.json = json.loads(self.write("json"))

    def write(self, form, *options):
        command = [self.plan, "check", "--notes", "--today", "2026-11-23", "--output-format", form, *options, *self.paths]
        run = subprocess.run(command, cwd=self.folder, capture_output=True, check=False)
        assert run.returncode in (0, 1) and not run.stderr, f"{self.name}: {run.returncode}: {run.stderr.decode()}"
        again = subprocess.run(command, cwd=self.folder, capture_output=True, check=False)
        assert again.stdout == run.stdout, f"{self.name}: {form} is not the same twice"
        return run.stdout.decode("utf-8")

    def from_root(self, path):
        """Names a file from the root of the repository."""
        return os.path.normpath(os.path.join(self.prefix, path)).replace(os.sep, "/")

    def text(self, path):
        with open(os.path.join(self.folder, path), encoding="utf-8", newline="") as file:
            return file.read()


def cases(plan, folder):
    inner = repository(os.path.join(folder, "repository"))
    clean = os.path.join(folder, "clean.toml")
    with open(clean, "w", encoding="utf-8") as file:
        file.write("[plan]\nstart = 2026-11-23\ndays = 1\n[cadence]\nper_day = { min = 0, max = 9 }\n")
    return [
        Case(plan, "samples", ".", ["plans", "examples/broken.toml", "tests/it/fixtures/hostile.toml"]),
        Case(plan, "rules", ".", sorted(glob.glob("tests/it/fixtures/rules/*.toml"))),
        Case(plan, "repository", inner, [NAME, "whole.toml", "../broken.toml"], prefix="бренд 1"),
        Case(plan, "clean", folder, ["clean.toml"]),
    ]
