/** `explain` and `sdk explain` with a cause of the last run. */
import type { CommandLine } from "./command-line.js";
import { type ConfigOptions, sourceOf } from "./config-options.js";

/**
 * Tells what the last run has seen of a cause.
 * @throws UsageError when there is no report, or no such cause in it
 */
export async function tellCause(
  id: string,
  { json, ...options }: Pick<ConfigOptions, "config" | "output"> & { readonly json: boolean },
  { io }: CommandLine,
): Promise<void> {
  const [{ explainCause }, { terminalOptionsOf }] = await Promise.all([
    import("./loop/explain-cause.js"),
    import("../reports/terminal.js"),
  ]);
  io.stdout.write(await explainCause(id, sourceOf(options), { ...terminalOptionsOf(io.stdout, process.env), json }));
}
