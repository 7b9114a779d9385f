"""Judges `csv` by Python's csv and by LibreOffice with formulas switched on: same rows, texts and instants, and no formula."""

import re
import subprocess
from datetime import datetime, timedelta

import openpyxl

from plan import export, instant, local, rows

# LibreOffice's import: comma, quote, UTF-8, from the first line, dates found, formulas evaluated.
FILTER = "CSV:44,34,76,1,,0,false,true,false,false,false,-1,true"
FORMULA = re.compile(r"'+\s*'*\s*[=+\-@＝＋－＠]|'[\t\r\n]")


def undone(text):
    """Takes off what makes a cell harmless, and puts control characters back."""
    if FORMULA.match(text):
        text = text[1:]
    pictures = {0x2400 + code: chr(code) for code in range(0x20)} | {0x2421: "\x7f"}
    text = text.translate(pictures)
    return re.sub(r"\\u\{([0-9a-f]+)\}", lambda found: chr(int(found[1], 16)), text)


def expected(placement):
    """Returns what each column holds."""
    tags = " ".join(f"#{tag}" for tag in placement["hashtags"])
    alts = [medium["alt"] or "" for medium in placement["media"]]
    columns = ("channel", "network", "category", "kind", "status", "title", "text", "unit", "link", "first_comment",
               "owner", "voice", "signed", "campaign", "partner", "idea", "plan", "post", "uid")
    cells = {name: placement[name] or "" for name in columns}
    cells |= {"date": placement["date"], "timezone": placement["timezone"], "length": str(placement["length"])}
    cells |= {"hashtags": tags, "promoted": str(placement["promoted"]).lower()}
    cells |= {"media": "\n".join(medium["file"] for medium in placement["media"])}
    cells |= {"alt_text": "\n".join(alts) if any(alts) else ""}
    for name, moment in (("at_local", local), ("at_utc", instant)):
        cells[name] = moment(placement).strftime("%Y-%m-%d %H:%M:%S") if placement["at_utc"] else ""
    return cells


class Office:
    """LibreOffice, with a profile of its own."""

    def __init__(self, folder):
        self.folder = folder

    def sheet(self, data):
        """Opens CSV as a person would, and returns its cells."""
        path = f"{self.folder}/sheet.csv"
        with open(path, "wb") as file:
            file.write(data)
        command = ["soffice", f"-env:UserInstallation=file://{self.folder}/profile", "--headless", f"--infilter={FILTER}",
                   "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", self.folder, path]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        return list(openpyxl.load_workbook(f"{self.folder}/sheet.xlsx").active.iter_rows())


def judge(plan, path, placements, office):
    files, said = export(plan, "csv", path)
    assert "no room" not in said, said
    data = files["calendar.csv"]
    marked, _ = export(plan, "csv", path, "--bom")
    assert marked["calendar.csv"] == b"\xef\xbb\xbf" + data, "--bom adds a byte order mark and nothing else"
    assert data.count(b"\r\n") >= len(placements) + 1
    header, *body = rows(data)
    assert len(body) == len(placements), (len(body), len(placements))
    for row, placement in zip(body, placements):
        told = dict(zip(header, row, strict=True))
        for name, value in expected(placement).items():
            value = value.replace("\r\n", "\n")
            assert undone(told[name]).replace("\r\n", "\n") == value, (path, name, told[name], value)
    _, *sheet = office.sheet(marked["calendar.csv"])
    assert len(sheet) == len(placements), (path, len(sheet))
    for cells, row, placement in zip(sheet, body, placements):
        for name, cell, text in zip(header, cells, row):
            assert cell.data_type != "f", f"{path}: LibreOffice runs {cell.value!r}"
            if name == "date":
                assert cell.value == datetime.strptime(placement["date"], "%Y-%m-%d"), (path, cell.value)
            elif name in ("at_local", "at_utc") and text:
                moment = datetime.strptime(text, "%Y-%m-%d %H:%M:%S")
                near = isinstance(cell.value, datetime) and abs(cell.value - moment) < timedelta(seconds=1)
                assert near, f"{path}: {text} is no date for LibreOffice: {cell.value!r}"
            elif name in ("title", "text", "first_comment", "link", "media", "alt_text", "post"):
                assert str(cell.value or "") == text, (path, name, cell.value, text)
    return len(body)
