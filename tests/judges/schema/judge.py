"""Has Taplo and Tombi judge plans by the schema: they take what is right, and refuse each fault by itself.

Arguments: the folder of the tools, a folder to work in, in which `plan init` has filled `init`.
"""

import concurrent.futures
import os
import pathlib
import shutil
import subprocess
import sys

BIN, PLACE = (pathlib.Path(argument) for argument in sys.argv[1:])
SCHEMA = pathlib.Path("plans/plan.schema.json").resolve()
LINE = "#:schema ./plan.schema.json\n"
# Files with nothing but faults of shape.
FAULTY = ["unknown-key", "missing-key", "wrong-type"]
PLAN = "[plan]\nstart = 2026-11-23\n[channels.facebook]\nnetwork = \"facebook\"\n"
POST = PLAN + "[[post]]\nat = 2026-11-23 09:30:00\ncategory = \"branded\"\n"

# What both must take.
RIGHT = [
    POST,
    POST.replace("2026-11-23 09:30:00", "2026-11-23"),
    POST.replace("2026-11-23 09:30:00", "2026-11-23T09:30:00"),
    POST.replace("2026-11-23 09:30:00", '"2026-11-23 09:30"'),
    PLAN.replace("2026-11-23", '"2026-11-23"'),
    PLAN + "slots = [09:30:00, \"13:00\"]\n",
    PLAN + "slots = { weekdays = [09:30:00], sunday = [] }\n",
    PLAN + "extra = { colour = \"blue\", deep = { er = [1] } }\n",
    PLAN + "timezone = \"Europe/Kyiv\"\n",
    POST + "text = \"Кава ☕️\"\nmedia = [{ file = \"a.jpg\", alt = \"Чашка 👩‍🍳\" }, \"b.jpg\"]\n",
    POST + "kind = \"a word of our own\"\nchannels = \"facebook\"\nallow = [\"officialese\"]\n",
    POST + "[post.variants.facebook]\nat = 2026-11-23 10:15:00\n",
    PLAN + "[[series]]\nevery = \"FREQ=WEEKLY;BYDAY=MO\"\ntime = 19:00:00\ncategory = \"emotional\"\n",
    PLAN + "[[duty]]\nevery = [\"monday\"]\ntitle = \"Answer\"\nexcept = [2026-11-25]\n",
    "[cadence]\nquiet = { from = 23:00:00, to = 07:00:00 }\nblackout = [{ from = 2026-11-27 }, 2026-11-29]\n",
    # What is missing may stand in the file that is extended.
    "extends = \"brand.toml\"\n[channels.facebook]\ntitle = \"Kava\"\n[cadence]\nquiet = { from = 23:00:00 }\n",
    "[export.later]\ncolumns = [\"text\", { name = \"A\", words = \"x\" }]\ntimezone = \"plan\"\n",
    "[rules]\nlong-silence = \"off\"\n[kinds]\ntasting = \"emotional\"\n[links]\nown = [\"kava.example\"]\n",
]

# What both must refuse, each for one fault.
WRONG = [
    PLAN + "colour = \"blue\"\n",
    PLAN.replace("start", "begin"),
    PLAN.replace("2026-11-23", "20261123"),
    PLAN.replace("2026-11-23", "09:30:00"),
    PLAN.replace("2026-11-23", '"tomorrow"'),
    PLAN.replace('network = "facebook"', 'title = "Kava"'),
    PLAN.replace('network = "facebook"', 'network = "facebok"'),
    PLAN + "timezone = \"Europe/Kyyiv\"\n",
    PLAN + "gap = \"30\"\n",
    PLAN + "gap = -1\n",
    PLAN + "limits = { hashtag = 30 }\n",
    PLAN + "slots = { weekend = [09:30:00] }\n",
    PLAN + "slots = [2026-11-23]\n",
    PLAN + "shares = { branded = 100 }\n",
    POST.replace("at = 2026-11-23 09:30:00\n", ""),
    POST.replace("category = \"branded\"\n", ""),
    POST.replace("2026-11-23 09:30:00", "2026-11-23 09:30:00Z"),
    POST.replace("2026-11-23 09:30:00", "09:30:00"),
    POST + "hastags = [\"kava\"]\n",
    POST + "hashtags = [1]\n",
    POST + "promoted = \"yes\"\n",
    POST + "status = \"done\"\n",
    POST + "allow = [\"oficialese\"]\n",
    POST + "channels = []\n",
    POST + "media = [{ alt = \"x\" }]\n",
    POST + "[post.variants.facebook]\ncategory = \"branded\"\n",
    POST.replace("[[post]]", "[post]"),
    PLAN + "[[series]]\ncategory = \"emotional\"\n",
    PLAN + "[[series]]\nevery = \"weekly\"\ncategory = \"emotional\"\n",
    "[[idea]]\nid = \"a\"\ncategory = \"emotional\"\n",
    "[cadence]\nquiet = { from = 23:00:00 }\n",
    "[cadence]\nper_day = 6\n",
    "[export.later]\nheader = true\n",
    "[export.later]\ncolumns = [{ name = \"A\" }]\n",
    "[export.later]\ncolumns = [\"texts\"]\n",
    "[rules]\nlong-silense = \"off\"\n",
    "[rules]\nsyntax = \"off\"\n",
    "[pln]\nstart = 2026-11-23\n",
]


def judged(path):
    """Returns whether each tool takes a file, and what they said."""
    taplo = [BIN / "taplo", "lint", "--no-auto-config", "--schema", SCHEMA.as_uri(), path]
    tombi = [BIN / "tombi", "lint", "--offline", "--error-on-warnings", path]
    environment = os.environ | {"NO_COLOR": "1"}
    runs = [subprocess.run(tool, capture_output=True, text=True, env=environment) for tool in (taplo, tombi)]
    return [run.returncode == 0 for run in runs], "\n".join(run.stdout + run.stderr for run in runs)


def written(name, text):
    path = PLACE / f"{name}.toml"
    path.write_text(text if text.startswith("#:schema") else LINE + text, encoding="utf-8")
    return path


def main():
    shutil.copy(SCHEMA, PLACE)
    right = [PLACE / "init" / "plan.toml"]
    right += [written(path.stem, path.read_text(encoding="utf-8")) for path in sorted(pathlib.Path("plans").glob("*.toml"))]
    right += [written(f"right-{number}", text) for number, text in enumerate(RIGHT)]
    fixtures = pathlib.Path("tests/it/fixtures/rules")
    wrong = [written(name, (fixtures / f"{name}.toml").read_text(encoding="utf-8")) for name in FAULTY]
    wrong += [written(f"wrong-{number}", text) for number, text in enumerate(WRONG)]
    cases = [(path, True) for path in right] + [(path, False) for path in wrong]
    with concurrent.futures.ThreadPoolExecutor() as pool:
        verdicts = list(pool.map(judged, [path for path, _ in cases]))
    failed = 0
    for (path, wanted), (verdict, said) in zip(cases, verdicts):
        for tool, took in zip(("taplo", "tombi"), verdict):
            if took != wanted:
                failed += 1
                print(f"{tool} {'takes' if took else 'refuses'} {path.name}:\n{path.read_text()[:400]}\n{said}", file=sys.stderr)
    if failed:
        sys.exit(f"schema: {failed} verdicts are not as they should be")
    print(f"schema: Taplo and Tombi take {len(right)} plans and refuse {len(wrong)}")


main()
