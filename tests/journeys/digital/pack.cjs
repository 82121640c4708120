// Packs a course folder as SCORM with simple-scorm-packager, as any author would.
// usage: node pack.cjs EDITION TITLE SOURCE TARGET
const [edition, title, source, target] = process.argv.slice(2);
const pack = require("simple-scorm-packager");

pack(
  {
    version: edition,
    organization: "Example Training",
    title,
    language: "en-GB",
    masteryScore: 80,
    startingPage: "index.html",
    source,
    package: { version: "1.0.0", zip: true, outputFolder: target, author: "Example Training" },
  },
  () => process.exit(0),
);
