// Copies what the pages load into congtam/interface/web/static/vendor, each with its licence.
// Run by maintainers after a change of package.json:  npm install && npm run build
// The result is committed, so nobody else needs Node. Fails when a file that is expected is not there.

import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const HERE = dirname(fileURLToPath(import.meta.url));
const MODULES = join(HERE, "node_modules");
const VENDOR = join(HERE, "../congtam/interface/web/static/vendor");
const TESTS = join(HERE, "../tests/journeys/vendor");
const pinned = JSON.parse(readFileSync(join(HERE, "package.json"), "utf8")).devDependencies;

const read = (path) => readFileSync(join(MODULES, path), "utf8");

function write(folder, name, text) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, name), text);
}

function copy(from, folder, name) {
  mkdirSync(folder, { recursive: true });
  copyFileSync(join(MODULES, from), join(folder, name));
}

/** The address of a source map that we do not ship is a 404 in every developer console. */
const withoutMap = (text) => text.replace(/\n?\/[/*]# sourceMappingURL=\S+( \*\/)?\s*$/, "\n");

function tabler() {
  const folder = join(VENDOR, "tabler");
  write(folder, "tabler.min.css", withoutMap(read("@tabler/core/dist/css/tabler.min.css")));
  // the npm package has no licence file; the text is kept beside this script
  write(folder, "LICENSE", readFileSync(join(HERE, "licences/tabler-core.txt"), "utf8"));
}

function htmx() {
  const folder = join(VENDOR, "htmx");
  write(folder, "htmx.min.js", withoutMap(read("htmx.org/dist/htmx.min.js")));
  copy("htmx.org/LICENSE", folder, "LICENSE");
}

/** Vietnamese and Latin, four weights, WOFF2 only. The unicode ranges are those of the package. */
function font() {
  const folder = join(VENDOR, "be-vietnam-pro");
  const faces = [];
  for (const weight of [400, 500, 600, 700]) {
    for (const block of read(`@fontsource/be-vietnam-pro/${weight}.css`).split("/* ").slice(1)) {
      const subset = block.match(/^be-vietnam-pro-(\S+)-\d+-normal/)[1];
      if (subset !== "vietnamese" && subset !== "latin") continue;
      const file = `be-vietnam-pro-${subset}-${weight}-normal.woff2`;
      copy(`@fontsource/be-vietnam-pro/files/${file}`, folder, file);
      const range = block.match(/unicode-range: ([^;]+);/)[1];
      faces.push(
        `@font-face{font-family:"Be Vietnam Pro";font-style:normal;font-display:swap;font-weight:${weight};` +
          `src:url(${file}) format("woff2");unicode-range:${range}}`,
      );
    }
  }
  write(folder, "be-vietnam-pro.css", faces.join("\n") + "\n");
  // the citizen's pages have a budget of 100 kB: two weights
  write(folder, "public.css", faces.filter((face) => /font-weight:(400|600)/.test(face)).join("\n") + "\n");
  copy("@fontsource/be-vietnam-pro/LICENSE", folder, "LICENSE");
}

function symbol(name) {
  const body = read(`@tabler/icons/icons/outline/${name}.svg`)
    .replace(/^[\s\S]*?<svg[\s\S]*?>/, "")
    .replace(/<\/svg>\s*$/, "")
    .replace(/\s*<path stroke="none" d="M0 0h24v24H0z" fill="none" \/>/, "")
    .replace(/\s*\n\s*/g, "");
  return `<symbol id="${name}" viewBox="0 0 24 24">${body}</symbol>`;
}

function icons() {
  const folder = join(VENDOR, "tabler-icons");
  for (const [set, names] of Object.entries(JSON.parse(readFileSync(join(HERE, "icons.json"), "utf8")))) {
    const symbols = [...new Set(names)].sort().map(symbol).join("\n");
    write(folder, `${set}.svg`, `<svg xmlns="http://www.w3.org/2000/svg">\n${symbols}\n</svg>\n`);
  }
  copy("@tabler/icons/LICENSE", folder, "LICENSE");
}

/** Only tests load axe: it lies with them and is never served to anyone. */
function axe() {
  const folder = join(TESTS, "axe-core");
  copy("axe-core/axe.min.js", folder, "axe.min.js");
  copy("axe-core/LICENSE", folder, "LICENSE");
}

for (const [name, version] of Object.entries(pinned)) {
  const found = JSON.parse(read(`${name}/package.json`)).version;
  if (found !== version) throw new Error(`${name}: package.json pins ${version}, node_modules has ${found}`);
}
rmSync(VENDOR, { recursive: true, force: true });
for (const step of [tabler, htmx, font, icons, axe]) step();
write(
  VENDOR,
  "VERSIONS.txt",
  Object.entries(pinned)
    .filter(([name]) => name !== "axe-core")
    .map(([name, version]) => `${name} ${version}\n`)
    .join(""),
);
