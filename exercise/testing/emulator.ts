/** Sessions with the real emulator, for tests of this room. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CALLER_SITUATIONS } from "../../contract/situations.js";
import { type EmulatorOptions, startEmulator } from "../../emulator/index.js";
import { openTarget } from "../session/open-target.js";
import type { Session } from "../session/session.js";
import { type ConfigChanges, configWith } from "./config.js";

/** Lends a session with an emulator of its own, without signatures. */
export async function withEmulator<T>(
  emulator: EmulatorOptions,
  changes: ConfigChanges,
  use: (session: Session) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "gwlb-conformance-emulator-"));
  const running = await startEmulator({ auth: "none", transitionMs: 2, ...emulator });
  try {
    const situations = Object.fromEntries(
      Object.entries(running.situations).filter(([name]) => !CALLER_SITUATIONS.some((caller) => caller === name)),
    );
    const config = configWith({ endpoint: running.endpoint, situations, ...changes });
    const plan = {
      config,
      requirements: [],
      nonce: "n",
      ledger: join(folder, "ledger.jsonl"),
      command: "gwlb-conformance run",
      ...(changes.failures === undefined ? {} : { failures: changes.failures }),
    };
    const target = await openTarget(plan, { index: 0, count: 1 });
    try {
      return await use(target.session);
    } finally {
      await target.close();
    }
  } finally {
    await running.close();
    rmSync(folder, { recursive: true });
  }
}
