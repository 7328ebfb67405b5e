/** Sessions for the tests: with the reference client, or with an adapter of a few lines. */
import { fileURLToPath } from "node:url";
import { openAdapterTarget, type SdkSession } from "../run-sdk.js";

const REFERENCE = fileURLToPath(new URL("../reference/adapter.js", import.meta.url));

/**
 * Does something with the reference client.
 * @param flags of its adapter, such as `--fault NAME`
 */
export function withReference<T>(flags: string, work: (session: SdkSession) => Promise<T>): Promise<T> {
  return withAdapter(`"${process.execPath}" "${REFERENCE}" ${flags}`, work);
}

/**
 * Does something with an adapter whose program is given.
 * @param body reads `command` and calls `answer` with all but the number; `start`, `client` and `stop` are answered already
 */
export function withProgram<T>(body: string, work: (session: SdkSession) => Promise<T>): Promise<T> {
  const program = `
    const sdk = { name: "tiny", version: "1", language: "JavaScript" };
    const easy = { start: { protocol: 1, sdk, features: [] }, client: {}, stop: {} };
    let endpoint = "";
    require("node:readline").createInterface({ input: process.stdin }).on("line", (line) => {
      const command = JSON.parse(line);
      const answer = (rest) => process.stdout.write(JSON.stringify({ id: command.id, ...rest }) + String.fromCharCode(10));
      if (command.do === "client") endpoint = command.endpoint;
      if (easy[command.do]) answer({ ok: easy[command.do] });
      else { ${body} }
      if (command.do === "stop") process.exit(0);
    });`;
  return withAdapter(`"${process.execPath}" -e '${program}'`, work);
}

async function withAdapter<T>(command: string, work: (session: SdkSession) => Promise<T>): Promise<T> {
  const session = await openAdapterTarget({ command, profile: "smoke", seed: 1, lanes: 2 });
  try {
    return await work(session);
  } finally {
    await session.close();
  }
}
