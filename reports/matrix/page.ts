/** The page of many targets: one file that opens without a network, its data beside its script, and nothing of the data as HTML. */
import { createHash } from "node:crypto";
import { escapeXml } from "../timeline.js";
import type { MatrixData, TargetEvidence } from "./page/data.js";
import { pageScript } from "./script.js";
import { STYLE } from "./style.js";

/**
 * Writes the page.
 * @param data what it shows
 * @param evidence of each target, in the order of `data.targets`
 * @returns a whole HTML document
 */
export function matrixPage(data: MatrixData, evidence: readonly TargetEvidence[]): string {
  const script = pageScript();
  const policy = `default-src 'none'; style-src '${hashOf(STYLE)}'; script-src '${hashOf(script)}'; img-src data:; base-uri 'none'; form-action 'none'`;
  const title = `CreateListener conformance of ${data.targets.length === 1 ? "1 target" : `${data.targets.length} targets`}`;
  return [
    "<!doctype html>",
    '<html lang="en">',
    "<head>",
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<link rel="icon" href="data:,">',
    `<title>${escapeXml(title)}</title>`,
    `<style>${STYLE}</style>`,
    "</head>",
    "<body>",
    `<header class="top"><h1>${escapeXml(title)}</h1>${THEME}</header>`,
    "<main>",
    "<noscript><p>This page needs JavaScript; matrix.md and matrix.json beside it say the same without.</p></noscript>",
    ...data.caveats.map((caveat) => `<p class="caveat">${escapeXml(caveat)}</p>`),
    FILTER,
    ...data.parts.map(({ is, targets }) => gridPlace(is, targets.length)),
    CAUSES,
    PROBES,
    "</main>",
    '<dialog id="evidence" aria-labelledby="evidence-title"></dialog>',
    json("data", data),
    ...evidence.map((one, index) => json(`evidence-${index}`, one)),
    `<script type="module">${script}</script>`,
    "</body>",
    "</html>",
    "",
  ].join("\n");
}

const THEME =
  '<label>Colours <select id="theme"><option value="light dark">as the system</option><option value="light">light</option><option value="dark">dark</option></select></label>';

const FILTER = `<form id="filter" aria-label="Filter">
<div class="texts">
<label>Clauses with <input type="search" name="text" placeholder="words of id, statement or section"></label>
<label>Targets with <input type="search" name="target" placeholder="words of name, endpoint or verdict"></label>
</div>
<fieldset id="outcomes"><legend>Outcomes</legend></fieldset>
<fieldset><legend>Kinds</legend>
<label><input type="checkbox" name="kind" value="required" checked>required</label>
<label><input type="checkbox" name="kind" value="advisory" checked>advisory</label>
<label><input type="checkbox" name="kind" value="probe" checked>probe</label>
<label><input type="checkbox" name="differing">only where targets differ</label>
</fieldset>
<p><button type="reset">Show all</button> <output id="shown" aria-live="polite"></output></p>
</form>`;

const CAUSES = '<section id="causes"><h2>Causes</h2></section>';

const PROBES = `<section id="probes"><h2>Where the documentation is silent</h2>
<p>What targets were seen to do; nobody is graded by it. <label><input type="checkbox" id="all-probes">also where all do the same</label></p>
<div class="scroll" tabindex="0" role="region" aria-label="Probes side by side">
<table class="probes"><thead><tr><th scope="col">Probe and question</th><th scope="col">Behaviour</th><th scope="col">Targets</th></tr></thead><tbody id="probe-rows"></tbody></table>
</div></section>`;

function gridPlace(is: "endpoint" | "sdk", count: number): string {
  const title = is === "sdk" ? "Client libraries" : "Endpoints";
  return `<section><h2>${title} (${count})</h2><p class="note">Arrow keys move, Enter or a click opens what stands behind a cell, a clause or a target.</p><div class="scroll grid-place" id="grid-${is}"></div></section>`;
}

/** Data for the script; no text in it can end the element. */
function json(id: string, data: unknown): string {
  return `<script type="application/json" id="${id}">${JSON.stringify(data).replaceAll("<", "\\u003c")}</script>`;
}

function hashOf(text: string): string {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}
