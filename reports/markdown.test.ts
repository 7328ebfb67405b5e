import assert from "node:assert/strict";
import { test } from "node:test";
import type { Nodes } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";
import { REQUIREMENTS } from "../contract/catalogue.js";
import { ADVISORY, MINIMUM, PROBE, recordOf } from "../evidence/testing/records.js";
import { renderMarkdown } from "./markdown.js";
import { buildReport, type RunResult } from "./report.js";
import { hostileRunOf, passingRunOf, runOf } from "./testing/runs.js";

const markdownOf = (run: RunResult) => renderMarkdown(buildReport(run, REQUIREMENTS));

/** All nodes of a document as a reader of GitHub's Markdown sees it. */
function nodesOf(markdown: string): Nodes[] {
  const all = (node: Nodes): Nodes[] => [node, ...("children" in node ? node.children.flatMap(all) : [])];
  return all(fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] }));
}

test("hostile text becomes no HTML, link, image, emphasis or extra cell", () => {
  const nodes = nodesOf(markdownOf(hostileRunOf()));
  const kinds = new Set(nodes.map(({ type }) => type));
  for (const kind of ["html", "link", "linkReference", "image", "emphasis", "strong", "delete", "definition"]) {
    assert.equal(kinds.has(kind as Nodes["type"]), false, kind);
  }
  for (const table of nodes.filter((node) => node.type === "table")) {
    const widths = new Set(table.children.map((row) => row.children.length));
    assert.equal(widths.size, 1);
  }
});

test("hostile text cannot add a heading, and hides no character", () => {
  const ordinary = nodesOf(markdownOf(runOf())).filter(({ type }) => type === "heading").length;
  const markdown = markdownOf(hostileRunOf());
  assert.equal(nodesOf(markdown).filter(({ type }) => type === "heading").length, ordinary);
  assert.doesNotMatch(markdown, /[^\P{C}\n]/u);
});

test("tells the violation with its request and the commands", () => {
  const markdown = markdownOf(runOf());
  assert.match(markdown, /^# CreateListener conformance: NOT CONFORMANT$/mu);
  assert.match(markdown, new RegExp(`^### ${MINIMUM} \\(fail\\)$`, "mu"));
  assert.match(markdown, /^\| `TcpIdleTimeout` \| `59` \|$/mu);
  assert.match(markdown, /^```sh\ncurl .*\ngwlb-conformance run --only/mu);
});

test("only probes are told under what the page leaves open", () => {
  const fingerprint = { "value absent": "HTTP 400" };
  const markdown = markdownOf(
    runOf({ records: [recordOf(ADVISORY, { fingerprint }), recordOf(PROBE, { fingerprint })] }),
  );
  const [, open = "", customs = ""] = markdown.split(/^## (?:Behaviour the page leaves open|Observed on the way)/mu);
  assert.ok(open.includes(PROBE) && !open.includes(ADVISORY));
  assert.ok(customs.includes(ADVISORY) && !customs.includes(PROBE));
});

test("a conformant run shows its certificate and no violations", () => {
  const markdown = markdownOf(passingRunOf());
  assert.match(markdown, /## Certificate/u);
  assert.doesNotMatch(markdown, /## Violations/u);
});

test("the report of an empty run can be written", () => {
  assert.match(markdownOf(runOf({ records: [], planned: [] })), /INCONCLUSIVE/u);
});
