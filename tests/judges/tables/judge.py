"""Judges every table, Markdown and Postiz export of the samples, of a plan with everything, of a hostile and of a long one."""

import csv
import glob
import importlib.metadata
import platform
import subprocess
import sys
import tempfile

import hand_overs
import markdown_pages
import postiz_drafts
import spreadsheets
from plan import truth


def long_plan(folder):
    """Writes a plan of 420 posts on one channel, five minutes apart, in a network that each tool knows."""
    path = f"{folder}/long.toml"
    with open(path, "w", encoding="utf-8") as file:
        file.write('[plan]\nstart = 2026-03-27\ndays = 3\ntimezone = "Europe/Kyiv"\n')
        file.write("[cadence]\nper_day = { min = 1, max = 1000 }\ngap = 0\n")
        file.write('[channels.page]\nnetwork = "facebook"\nhandover = { postiz = "cm4page" }\n')
        file.write('[channels.group]\nnetwork = "facebook"\n')
        file.write('[export.table]\ncolumns = ["utc", "text", "media"]\nmax_rows = 100\nper_channel = true\n')
        for number in range(420):
            day, five = divmod(number, 140)
            hour, minute = divmod(60 + five * 5, 60)
            # The hour that the clocks skip is left out.
            if day == 2 and hour == 3:
                continue
            file.write(f'[[post]]\nid = "p{number}"\nat = 2026-03-{27 + day} {hour:02}:{minute:02}:00\n')
            channels = '["page", "group"]' if number % 100 == 0 else '["page"]'
            file.write(f'channels = {channels}\ncategory = "branded"\ntext = "Допис {number}, «лапки» \\"і\\" коми"\n')
            if number % 7 == 0:
                file.write('media = [{ file = "https://media.example/a.jpg", alt = "А" }, ')
                file.write('{ file = "https://media.example/b.webp" }, { file = "c.png", alt = "В" }]\n')
    return path


def main():
    plan = sys.argv[1]
    office = subprocess.run(["soffice", "--version"], capture_output=True, text=True, check=True).stdout.strip()
    versions = [f"{name} {importlib.metadata.version(name)}" for name in ("openpyxl", "markdown-it-py", "cmarkgfm", "jsonschema")]
    print("tables:", ", ".join([f"Python's csv {platform.python_version()}", office, *versions]))
    with tempfile.TemporaryDirectory() as folder:
        paths = [path for path in sorted(glob.glob("plans/*.toml")) if "[plan]" in open(path, encoding="utf-8").read()]
        paths += ["tests/it/fixtures/export.toml", "tests/it/fixtures/hostile.toml", long_plan(folder)]
        sheets = spreadsheets.Office(folder)
        for path in paths:
            zone, placements = truth(plan, path)
            counts = [
                f"{spreadsheets.judge(plan, path, placements, sheets)} rows in spreadsheets",
                f"{hand_overs.judge(plan, path, zone, placements)} in hand-overs",
                f"{markdown_pages.judge(plan, path, zone, placements)} in Markdown",
                f"{postiz_drafts.judge(plan, path, placements)} drafts",
            ]
            print(f"tables: {path.rsplit('/', 1)[-1]}: {len(placements)} placements: {', '.join(counts)}")


csv.field_size_limit(1 << 24)
main()
