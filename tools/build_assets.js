// Build what the pages load: one style sheet, the scripts of the design systems, and our own files.
// Also the fonts of printed papers.
// Reads src/bluelamp/core/assets, writes src/bluelamp/core/static/dist (never committed).
import { cp, mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { compileAsync } from "sass";

const assets = "src/bluelamp/core/assets";
const dist = "src/bluelamp/core/static/dist";
const mojFrontend = "node_modules/@ministryofjustice/frontend/moj";

const scripts = [
  "node_modules/govuk-frontend/dist/govuk/govuk-frontend.min.js",
  `${mojFrontend}/moj-frontend.min.js`,
  "node_modules/htmx.org/dist/htmx.min.js",
];

// A name of its own: not every server knows what kind of file .mjs is.
const drawing = "node_modules/cytoscape/dist/cytoscape.esm.min.mjs";

// What keeps marks on a phone: a module for pages, and the same for a service worker.
const keeping = { "idb.js": "index.js", "idb-umd.js": "umd.js" };

// The run-times of SCORM, each as one module.
const runTimes = ["scorm12", "scorm2004"];

async function compileStyles() {
  const { css } = await compileAsync(`${assets}/bluelamp.scss`, {
    // The MOJ styles name node_modules themselves, so its parent is searched too.
    loadPaths: [".", "node_modules"],
    style: "compressed",
    quietDeps: true,
  });
  // The royal crest of the footer may stand on government sites only.
  return css.replaceAll(/url\([^)]*govuk-crest\.svg"?\)/g, "none");
}

// Source maps are not served, and a reference to one that is missing stops collectstatic.
async function copyScript(file, name = path.basename(file)) {
  const source = await readFile(file, "utf8");
  const target = path.join(dist, name);
  await writeFile(target, source.replace(/\/\/# sourceMappingURL=.*\s*$/, "\n"));
}

// Only the icons: the crests and crowns in the same folder are not ours to use.
async function copyIcons() {
  const folder = `${mojFrontend}/assets/images`;
  const icons = (await readdir(folder)).filter((name) => name.startsWith("icon-"));
  await Promise.all(icons.map((name) => cp(`${folder}/${name}`, `${dist}/images/${name}`)));
}

// What papers are printed in: Latin, Greek and Cyrillic, Arabic and Urdu, Bengali (SIL Open Font License).
async function copyFonts() {
  const families = { "noto-sans": "NotoSans", vazirmatn: "Vazirmatn", "noto-sans-bengali": "NotoSansBengali" };
  for (const [name, file] of Object.entries(families)) {
    const folder = `node_modules/@expo-google-fonts/${name}`;
    await cp(`${folder}/LICENSE_FONT`, `${dist}/fonts/${file}.LICENSE`);
    for (const weight of ["400Regular", "700Bold"]) {
      await cp(`${folder}/${weight}/${file}_${weight}.ttf`, `${dist}/fonts/${file}_${weight}.ttf`);
    }
  }
}

const css = await compileStyles();
await rm(dist, { recursive: true, force: true });
await mkdir(`${dist}/images`, { recursive: true });
await Promise.all(scripts.map((file) => copyScript(file)));
await copyScript(drawing, "cytoscape.js");
await Promise.all(
  runTimes.map((name) => copyScript(`node_modules/scorm-again/dist/esm/${name}.min.js`, `${name}.js`)),
);
await Promise.all(
  Object.entries(keeping).map(([name, file]) => copyScript(`node_modules/idb/build/${file}`, name)),
);
await copyIcons();
await copyFonts();
await cp(assets, dist, { recursive: true, filter: (file) => !file.endsWith(".scss") });
// Written last: make takes this file for the sign that the build is complete.
await writeFile(`${dist}/bluelamp.css`, css);
console.log(`Assets built in ${dist}`);
