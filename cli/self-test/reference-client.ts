/** The bundled client library behind its adapter, opened for the checks as any other one would be. */
import { fileURLToPath } from "node:url";

const ADAPTER = fileURLToPath(new URL("../../sdk/reference/adapter.js", import.meta.url));

/** Which client. */
export type ReferenceClient = { readonly fault: string } | { readonly difference: string };

/**
 * The command line that starts the client with a fault or with a difference.
 * @param client which
 */
export function referenceCommand(client: ReferenceClient): string {
  const [option, name] = "fault" in client ? ["--fault", client.fault] : ["--difference", client.difference];
  return [process.execPath, ADAPTER, option, name].map(quoted).join(" ");
}

/** A word as a POSIX shell reads it. */
function quoted(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}

/**
 * Whether a client has told that its fault or difference had an effect.
 * @param stderr all that it wrote there
 */
export function hasFired(stderr: string, client: ReferenceClient): boolean {
  const line = "fault" in client ? `fault fired: ${client.fault}` : `difference fired: ${client.difference}`;
  return stderr.split("\n").includes(line);
}
