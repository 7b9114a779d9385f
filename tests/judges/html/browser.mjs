// Looks at every page in a browser: in light and dark, on a desk, a phone and paper, and in the system's own colours. No
// violation of axe's rules, no request, no word on the console, no scrolling sideways; keys reach everything; filters filter;
// every text of a sheet is copied to the letter; days begin on printed pages of their own.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [npm, folder, executablePath] = process.argv.slice(2).map((path) => resolve(path));
const require = createRequire(`${npm}/`);
const { chromium } = require("playwright-core");
const axe = require("axe-core");
const desk = { width: 1366, height: 900 };
const phone = { width: 390, height: 844 };
// The pages that are looked at in every way, and opened; the others on a desk, a phone and paper.
const THOROUGHLY = /^months-/;
const VIEWS = {
  desk: { viewport: desk },
  "desk-dark": { viewport: desk, colorScheme: "dark" },
  phone: { viewport: phone },
  "phone-dark": { viewport: phone, colorScheme: "dark" },
  narrow: { viewport: { width: 320, height: 700 } },
  forced: { viewport: desk, forcedColors: "active" },
  paper: { viewport: desk, media: "print" },
};
const faults = [];
const check = (is, what) => is || faults.push(what);

const args = "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync";
const browser = await chromium.launch({ executablePath, args: args.split(" ") });
console.log(`html: Chromium ${browser.version()}, axe ${axe.version}, playwright-core ${require("playwright-core/package.json").version}`);

async function open(file, name, { media, ...options }) {
  const page = await browser.newPage(options);
  page.setDefaultTimeout(10_000);
  const told = (what) => faults.push(`${name}: ${what}`);
  page.on("console", (message) => told(`the console says: ${message.text()}`));
  page.on("pageerror", (error) => told(`an error: ${error}`));
  page.on("dialog", (dialog) => { told("a dialogue"); dialog.dismiss(); });
  page.on("request", (request) => request.isNavigationRequest() || request.url().startsWith("data:") || told(`asks for ${request.url()}`));
  await page.goto(pathToFileURL(file).href);
  if (media) await page.emulateMedia({ media });
  return page;
}

async function judge(page, name) {
  const { width, room } = await page.evaluate(() => ({ width: document.documentElement.scrollWidth, room: innerWidth }));
  check(width <= room, `${name}: ${width} pixels wide on ${room}`);
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
  for (const { id, help, nodes } of violations) {
    faults.push(`${name}: ${id}: ${help}: ${nodes.length} times, first ${nodes[0].html.slice(0, 200)} ${nodes[0].any[0]?.message ?? ""}`);
  }
}

// Everything that can be used is reached by the tab key.
async function keys(page, name) {
  const wanted = await page.evaluate(() => {
    const all = [...document.querySelectorAll("a[href], summary, input")];
    const seen = all.filter((one) => one.checkVisibility({ contentVisibilityAuto: false, visibilityProperty: true }));
    seen.forEach((one, number) => (one.dataset.key = number));
    return seen.length;
  });
  await page.evaluate(() => {
    window.reached = new Set();
    document.addEventListener("focusin", ({ target }) => window.reached.add(target.dataset.key));
  });
  for (let press = 0; press < wanted + 5; press++) await page.keyboard.press("Tab");
  const reached = await page.evaluate(() => window.reached.size);
  check(reached === wanted, `${name}: the tab key reaches ${reached} of ${wanted}`);
}

// Counts what is shown, on the screen or further down.
const visible = (page, selector) =>
  page.locator(selector).evaluateAll((all) => all.filter((one) => one.checkVisibility()).length);

// A box that is not ticked hides what bears it alone, and ticked again shows it again.
async function filters(page, name) {
  const all = await visible(page, ".post");
  check(all === (await page.locator(".post").count()), `${name}: something is hidden from the start`);
  for (const id of await page.locator(".filters input:checked").evaluateAll((boxes) => boxes.map((box) => box.id))) {
    await page.uncheck(`#${id}`);
    if (id === "warnings") {
      check((await visible(page, ".warnings")) === 0, `${name}: warnings stay`);
    } else {
      const alone = id[0] !== "c";
      const bearing = await page.locator(".post").evaluateAll((posts, [id, alone]) => posts.filter((post) => {
        const channels = [...post.classList].filter((name) => /^c\d/.test(name));
        return alone ? post.classList.contains(id) : channels.every((name) => name === id);
      }).length, [id, alone]);
      const rest = await visible(page, ".post");
      check(bearing > 0 && rest === all - bearing, `${name}: without ${id}, ${rest} of ${all} posts stay, and ${bearing} should go`);
      check((await visible(page, `.channel.${id}`)) === 0, `${name}: the channel ${id} is still named`);
    }
    await page.check(`#${id}`);
  }
  check((await visible(page, ".post")) === all, `${name}: not all come back`);
  const top = () => page.locator(".calendar td:not(.out)").evaluateAll((days) => new Set(days.map((day) => day.offsetLeft)).size);
  const columns = await top();
  await page.check("#as-list");
  check((await top()) === 1, `${name}: a list has one column`);
  await page.uncheck("#as-list");
  check((await top()) === columns, `${name}: the grid does not come back`);
}

// A click selects a whole text; what is copied is what is counted.
async function copies(page, name) {
  const rows = readFileSync(`${folder}/${name.split("-")[0]}.ndjson`, "utf8").trim().split("\n").map((line) => JSON.parse(line));
  const holds = (text) => !/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/.test(text);
  const wanted = rows.map((row) => row.text).filter((text) => text && holds(text)).sort();
  await page.evaluate(() => document.body.append(document.createElement("textarea")));
  const copied = [];
  for (const text of await page.locator("section > ol > li > pre").all()) {
    await text.click();
    await page.keyboard.press("Control+C");
    await page.evaluate(() => {
      const paper = document.querySelector("textarea");
      paper.value = "";
      paper.focus({ preventScroll: true });
    });
    await page.keyboard.press("Control+V");
    const value = await page.evaluate(() => document.querySelector("textarea").value);
    if (!value.includes("\\u{")) copied.push(value);
  }
  copied.sort();
  check(copied.length === wanted.length, `${name}: ${copied.length} texts to copy, ${wanted.length} wanted`);
  const wrong = wanted.find((text, index) => text !== copied[index]);
  check(wrong === undefined, `${name}: not copied to the letter: ${JSON.stringify(wrong)}`);
  return copied.length;
}

async function paper(page, name) {
  const pdf = `${folder}/${name}.pdf`;
  await page.pdf({ path: pdf, preferCSSPageSize: true, printBackground: true });
  const size = execFileSync("pdfinfo", [pdf], { encoding: "utf8" }).match(/Page size: +([\d.]+) x ([\d.]+)/);
  const landscape = Number(size[1]) > Number(size[2]);
  check(landscape === name.includes("html"), `${name}: printed on ${size[0]}`);
  const pages = execFileSync("pdftotext", ["-layout", pdf, "-"], { encoding: "utf8" }).split("\f").slice(0, -1);
  check(pages.every((text) => text.trim()), `${name}: an empty printed page`);
  if (!landscape) {
    const days = await page.locator("h2").evaluateAll((days) => days.map((day) => day.firstChild.data.trim()));
    const starts = days.map((day) => pages.findIndex((text) => text.includes(day)));
    check(starts.every((start) => start >= 0) && new Set(starts).size === days.length, `${name}: days on pages ${starts}`);
  }
  return pages.length;
}

async function look(file, base, view, options) {
  const [name, thoroughly, notes] = [`${base} (${view})`, THOROUGHLY.test(base), []];
  const page = await open(`${folder}/${file}`, name, options);
  await judge(page, name);
  if (view === "paper") {
    notes.push(`${await paper(page, base)} printed pages`);
  } else {
    await page.screenshot({ path: `${folder}/${base}-${view}.png`, fullPage: true });
    if (view === "desk") {
      await keys(page, name);
      if (await page.locator(".filters").count()) await filters(page, name);
      if (base.endsWith("sheet") && existsSync(`${folder}/${base.split("-")[0]}.ndjson`)) {
        notes.push(`${await copies(page, base)} texts copied`);
      }
    }
    // What is opened on demand is judged too.
    const details = page.locator("details");
    if (thoroughly && (await details.count())) {
      await details.evaluateAll((all) => all.forEach((one) => (one.open = true)));
      await judge(page, `${name}, opened`);
    }
  }
  await page.close();
  return notes;
}

for (const file of readdirSync(folder).filter((name) => name.endsWith(".html")).sort()) {
  const base = file.replace(".html", "");
  const notes = [];
  for (const [view, options] of Object.entries(VIEWS)) {
    if (!THOROUGHLY.test(base) && !["desk", "phone", "paper"].includes(view)) continue;
    try {
      notes.push(...(await look(file, base, view, options)));
    } catch (error) {
      faults.push(`${base} (${view}): ${error.message}`);
    }
  }
  console.log(`${file}: ${notes.join(", ")}`);
}
await browser.close();
for (const fault of faults) console.error(fault);
process.exitCode = faults.length ? 1 : 0;
