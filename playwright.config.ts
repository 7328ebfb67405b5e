/** For `npx playwright test` in a clone: the compiled configuration, as it is in the package. It needs a build, which `npm ci` has made. */
import type { PlaywrightTestConfig } from "@playwright/test";

const { default: config }: { default: PlaywrightTestConfig } = await import(
  new URL("./dist/playwright/config.js", import.meta.url).href
);

export default config;
