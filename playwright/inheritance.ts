/** Variables that the process of the checks does not have from whoever called the suite, since they would change how Playwright runs or reports, or since Playwright sets them. */

const CHANGED = /^(PLAYWRIGHT_|PW_|PWTEST_|NODE_OPTIONS$|FORCE_COLOR$|DEBUG_COLORS$|TEST_(WORKER|PARALLEL)_INDEX$)/u;
const HINDERING = /^(PLAYWRIGHT_|PW_|PWTEST_|NODE_OPTIONS$)/u;

/** What Playwright may inherit: settings that are meant for the caller's own tests stay behind. */
export function inheritable(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !HINDERING.test(name)));
}

/** The variables of the caller that do not reach the process of the checks as they are. */
export function leftBehind(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value !== undefined && CHANGED.test(name) ? [[name, value]] : [])),
  );
}

/**
 * The caller's environment, in the process of the checks.
 * @param env of this process
 * @param left what stayed behind
 */
export function callersEnvironment(env: NodeJS.ProcessEnv, left: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  return { ...Object.fromEntries(Object.entries(env).filter(([name]) => !CHANGED.test(name))), ...left };
}
