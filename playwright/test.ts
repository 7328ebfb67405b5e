/** Playwright's `test`, without what it does around a test for pages in a browser: there is none here. */
import { test as base } from "@playwright/test";

/** Playwright's own fixture of this name looks for pages and leaves an `error-context` beside each failure. */
export const test = base.extend<{ readonly _setupArtifacts: undefined }>({
  // Playwright wants the first parameter destructured; the name of the browser is a mere option, none is started.
  _setupArtifacts: async ({ browserName: _unused }, use) => use(undefined),
});
