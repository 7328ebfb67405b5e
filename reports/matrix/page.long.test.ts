/** The page in Chromium, as people use it: these tests are skipped where there is none, but not in continuous integration. */
import assert from "node:assert/strict";
import { readFileSync, statSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, type TestContext, test } from "node:test";
import { pathToFileURL } from "node:url";
import type { Browser, BrowserContextOptions, Page } from "@playwright/test";
import { MINIMUM } from "../../evidence/testing/records.js";
import { noChromium, startChromium } from "../testing/chromium.js";
import { manyReports, someReports } from "../testing/many.js";
import { writeMatrix } from "./write.js";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
/** On a machine that does much else everything takes long; what is bounded is that it ends. */
const PATIENCE = { timeout: 120_000 };
const MIB = 1024 * 1024;

describe("the matrix in Chromium", { skip: noChromium() }, () => {
  let browser: Browser;
  let folder = "";
  before(async () => {
    browser = await startChromium();
    folder = await mkdtemp(join(tmpdir(), "matrix-"));
    await writeMatrix(join(folder, "some"), someReports());
  });
  after(async () => {
    await browser?.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** Opens a matrix; the page must neither complain nor ask for anything besides itself. */
  async function opened(
    context: TestContext,
    options: BrowserContextOptions = {},
    matrix = "some",
    address = "",
  ): Promise<Page> {
    const page = await browser.newPage(options);
    const troubles: string[] = [];
    const url = pathToFileURL(join(folder, matrix, "index.html")).href;
    page.setDefaultTimeout(PATIENCE.timeout);
    page.on("console", (message) => troubles.push(message.text()));
    page.on("pageerror", ({ message }) => troubles.push(message));
    page.on("dialog", (dialog) => troubles.push(dialog.message()));
    page.on("request", (request) => {
      if (request.url() !== url && request.url() !== "data:,") troubles.push(request.url());
    });
    context.after(async () => {
      await page.close();
      assert.deepEqual(troubles, []);
    });
    await page.goto(`${url}${address}`, PATIENCE);
    return page;
  }

  const violated = (page: Page) => page.locator("td[data-outcome=fail]:visible");
  const evidence = (page: Page) => page.locator("dialog");

  async function violations(page: Page): Promise<string[]> {
    await page.evaluate(AXE);
    const found: { id: string; nodes: { html: string }[] }[] = await page.evaluate(
      "axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations)",
    );
    return found.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
  }

  for (const [name, options] of [
    ["light", { colorScheme: "light" }],
    ["dark", { colorScheme: "dark" }],
    ["a phone", { colorScheme: "light", viewport: { width: 360, height: 740 } }],
  ] as const) {
    test(`axe finds nothing: ${name}`, async (context) => {
      const page = await opened(context, options);
      assert.deepEqual(await violations(page), []);
      await violated(page).first().click();
      assert.deepEqual(await violations(page), []);
    });
  }

  test("nothing is wider than a phone but what can be scrolled", async (context) => {
    const page = await opened(context, { viewport: { width: 360, height: 740 } });
    assert.equal(await page.evaluate("document.documentElement.scrollWidth"), 360);
  });

  test("is used by keyboard alone: to a cell, into its evidence and back", async (context) => {
    const page = await opened(context);
    await page.locator("input[name=text]").fill("tcp-idle-timeout.minimum");
    await page.locator("button[type=reset]").focus();
    await page.keyboard.press("Tab");
    for (const key of ["End", "Home", "ArrowRight", "ArrowRight"]) await page.keyboard.press(key);
    await page.keyboard.press("Enter");
    const shown = await evidence(page).innerText();
    for (const part of [
      MINIMUM,
      "broken",
      "TcpIdleTimeout",
      "59",
      "Expected",
      "HTTP 4xx",
      "HTTP 200",
      "curl -X POST",
      "gwlb-conformance replay",
    ]) {
      assert.ok(shown.includes(part), part);
    }
    assert.match(page.url(), /#broken\/create-listener\.tcp-idle-timeout\.minimum$/u);
    await page.keyboard.press("Escape");
    assert.equal(await evidence(page).isVisible(), false);
    assert.equal(await page.evaluate("document.activeElement.dataset.outcome"), "fail");
  });

  test("an address leads to the evidence of a cell, to a clause and to a target", async (context) => {
    const page = await opened(context, {}, "some", `#broken/${MINIMUM}`);
    assert.match(await evidence(page).innerText(), /violated at broken/u);
    await evidence(page).getByText("This clause at every target").click();
    assert.match(await evidence(page).innerText(), /reference: held/u);
    for (const _ of ["its cell", "the target"]) await evidence(page).getByRole("link", { name: "broken" }).click();
    assert.match(await evidence(page).innerText(), /Verdict\s+NOT CONFORMANT/u);
  });

  test("shows what was asked for: text, outcome, target, difference", async (context) => {
    const page = await opened(context);
    const rows = () => page.locator("tbody tr[data-kind]:visible").count();
    const all = await rows();
    await page.locator("input[name=text]").fill("IDLE timeout minimum");
    assert.equal(await rows(), 1);
    await page.locator("button[type=reset]").click();
    assert.equal(await rows(), all);
    await page.locator("input[name=outcome][value=pass]").uncheck();
    const told = await rows();
    assert.ok(told > 0 && told < all);
    await page.locator("input[name=target]").fill("broken");
    assert.equal(await page.locator("thead th[data-verdict]:visible").count(), 1);
    assert.ok((await rows()) > 0 && (await rows()) < told);
    await page.locator("input[name=target]").fill("reference");
    assert.equal(await rows(), 0);
    await page.locator("button[type=reset]").click();
    await page.locator("input[name=differing]").check();
    assert.ok((await rows()) < all);
    assert.match(await page.locator("#shown").innerText(), /^\d+ of \d+ clauses, 6 of 6 targets$/u);
  });

  test("what the arrow keys lead to is not behind the heads of rows and columns", async (context) => {
    const page = await opened(context, { viewport: { width: 700, height: 700 } });
    await violated(page).last().click();
    await page.keyboard.press("Escape");
    for (const key of [
      "Control+Home",
      "ArrowDown",
      "ArrowRight",
      ...Array<string>(30).fill("ArrowDown"),
      ...Array<string>(20).fill("ArrowUp"),
    ]) {
      await page.keyboard.press(key);
    }
    const isSeen = await page.evaluate(
      "(() => { const { x, y, width, height } = document.activeElement.getBoundingClientRect(); return document.elementFromPoint(x + width / 2, y + height / 2) === document.activeElement })()",
    );
    assert.equal(isSeen, true);
  });

  test("colours are chosen by hand too, and paper gets the whole table without the filter", async (context) => {
    const page = await opened(context, { colorScheme: "light" });
    const back = () => page.evaluate("getComputedStyle(document.body).backgroundColor");
    assert.equal(await back(), "rgb(255, 255, 255)");
    await page.locator("#theme").selectOption("dark");
    assert.equal(await back(), "rgb(20, 24, 29)");
    await page.emulateMedia({ media: "print" });
    assert.equal(await page.locator("input[name=text]").isVisible(), false);
    assert.equal(await page.locator("#outcomes").isVisible(), true);
    assert.equal(await page.evaluate("getComputedStyle(document.getElementById('grid-endpoint')).overflow"), "visible");
    assert.equal(await back(), "rgb(255, 255, 255)");
  });

  test("text of reports is never markup, and every target is there with its probes", async (context) => {
    const page = await opened(context);
    assert.equal(await page.locator("img").count(), 0);
    assert.equal(await page.locator("script:not([type='application/json'])").count(), 1);
    await page.locator("thead th[data-verdict]", { hasText: "<img" }).click();
    assert.ok((await evidence(page).innerText()).includes("<script>alert(1)</script>"));
    await page.keyboard.press("Escape");
    assert.match(await page.locator("#probes").innerText(), /HTTP 200\s+other/u);
    assert.equal(await page.locator("#grid-sdk thead th[data-verdict]").count(), 1);
  });

  test("50 targets of 250 clauses: bounded in size, soon there, soon filtered", async (context) => {
    await writeMatrix(join(folder, "many"), manyReports(50, 250));
    const { size } = statSync(join(folder, "many", "index.html"));
    assert.ok(size < 24 * MIB, `${size / MIB} MiB`);
    const begun = performance.now();
    const page = await opened(context, {}, "many");
    assert.equal(await page.locator("td[data-outcome]").count(), 12_500);
    const loaded = performance.now();
    await page.locator("input[name=text]").fill("tag");
    await page
      .locator("#shown")
      .filter({ hasText: /^\d{1,2} of 250 clauses/u })
      .waitFor();
    const filtered = performance.now();
    context.diagnostic(
      `${(size / MIB).toFixed(1)} MiB, loaded in ${Math.round(loaded - begun)} ms, filtered in ${Math.round(filtered - loaded)} ms`,
    );
    assert.ok(loaded - begun < 30_000 && filtered - loaded < 30_000);
    await violated(page).last().click();
    assert.match(await evidence(page).innerText(), /Cut down, since the evidence of all targets together is large/u);
  });
});
