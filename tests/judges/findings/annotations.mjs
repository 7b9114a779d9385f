// Writes findings with GitHub's own toolkit, ten of each level as a step shows them; argument: the folder of npm.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const core = await import(pathToFileURL(`${process.argv[2]}/node_modules/@actions/core/lib/core.js`).href);
const { findings, paths } = JSON.parse(readFileSync(0, "utf8"));

// What a terminal obeys is shown by its number.
const visible = (text) =>
  text
    .replace(/[\n\t]/g, " ")
    .replace(/\r/g, "")
    .replace(/[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/gu, (letter) => `\\u{${letter.codePointAt(0).toString(16)}}`);

for (const [level, write] of [["error", core.error], ["warning", core.warning], ["note", core.notice]]) {
  for (const finding of findings.filter((finding) => finding.level === level).slice(0, 10)) {
    const { start, end } = finding;
    const place = { title: finding.rule, file: visible(paths[finding.path]), startLine: start.line, endLine: end.line };
    // The toolkit's own words: columns cannot be sent where the lines differ.
    if (start.line === end.line) Object.assign(place, { startColumn: start.column, endColumn: end.column });
    const help = finding.help === null ? "" : `\nhelp: ${visible(finding.help)}`;
    write(visible(finding.message) + help, place);
  }
}
