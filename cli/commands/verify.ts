/** The options of `verify` and its way to `reports/verify`, which looks at the report. */
import type { CommandLine } from "../command-line.js";

/** Adds `verify`: whether a report that somebody sent holds together. */
export function addVerify(line: CommandLine): void {
  line.program
    .command("verify")
    .description(
      "Check a report that somebody sent: schema, digest, and whether its verdict, certificate, figures and counterexamples follow from each other. Ends with 0 if it is consistent, with 1 if not.",
    )
    .argument("<report>", "report.json to check")
    .option("--json", "print what was found as JSON")
    .action(async (path: string, { json }: { readonly json?: true }) => {
      line.exitCode = await verify(path, json ?? false, line);
    });
}

async function verify(path: string, json: boolean, { io }: CommandLine): Promise<number> {
  const [{ examineReport }, { renderVerification }, { visibleJson }, { seedOf }, { WAITS }, { suiteIdentity }] =
    await Promise.all([
      import("../../reports/verify/examine.js"),
      import("../../reports/verify/text.js"),
      import("../../evidence/text.js"),
      import("../../generators/seed.js"),
      import("../../target/config/waits.js"),
      import("../run/suite.js"),
    ]);
  const defaultWaits = Object.fromEntries(Object.entries(WAITS).map(([name, { budgetMs }]) => [name, budgetMs]));
  const verification = await examineReport(path, { ...suiteIdentity(), defaultWaits, seedOf, now: new Date() });
  io.stdout.write(json ? `${visibleJson(verification)}\n` : renderVerification(path, verification));
  return verification.findings.length === 0 ? 0 : 1;
}
