// Bundles the console's styles and scripts into console/dist, with plain names: the web crate hashes them.
import { copyFile, mkdir, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";

const root = dirname(fileURLToPath(import.meta.url));
const dist = join(root, "dist");
const from = (path) => join(root, path);

const shared = {
  bundle: true,
  minify: true,
  legalComments: "none",
  target: ["chrome99", "firefox97", "safari15.4"],
  logLevel: "info",
};

const builds = [
  { ...shared, entryPoints: [from("styles/console.css")], outfile: join(dist, "console.css") },
  { ...shared, entryPoints: [from("scripts/console.js")], outfile: join(dist, "console.js"), format: "iife" },
  {
    ...shared,
    entryPoints: [from("scripts/editor/main.js")],
    outfile: join(dist, "editor.js"),
    format: "iife",
    // The page has one Stimulus, started by console.js; the editor borrows it.
    alias: { "@hotwired/stimulus": from("scripts/editor/borrowed_stimulus.js") },
  },
];

await rm(dist, { recursive: true, force: true });
await mkdir(dist, { recursive: true });
await copyFile(from("images/icon.svg"), join(dist, "icon.svg"));

if (process.argv.includes("--watch")) {
  await Promise.all(builds.map(async (build) => (await esbuild.context(build)).watch()));
} else {
  await Promise.all(builds.map((build) => esbuild.build(build)));
}
