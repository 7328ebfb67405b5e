/** Putting a stored failure of a client library to it again, three times. */
import type { StoredFailure } from "../../evidence/stored-failure.js";
import { visible } from "../../evidence/text.js";
import { callersEnvironment } from "../../playwright/inheritance.js";
import { AdapterFault, openAdapterTarget } from "../../sdk/run-sdk.js";
import { retryStored } from "../../sdk/stored-failures.js";
import { EXIT_CODES } from "../../verdict/judgement.js";
import { type AdapterOptions, adapterOf, namesAdapter, tellOn } from "../adapter-options.js";
import type { Io } from "../io.js";
import { faultInWords, requireProgram, shownSdk } from "../sdk/identify.js";
import { listenForStop } from "../stopping.js";
import { UsageError } from "../usage-error.js";
import { EXIT_CODE_OF, fateOf, inWords } from "./fate.js";

/**
 * Puts a stored conversation to a client library.
 * @param file from which it was read
 * @param options that name the adapter
 * @returns 0 fixed, 1 still failing or different, 3 it could not be put, 4 the adapter broke the protocol
 * @throws UsageError when no adapter is named, or it names no program
 */
export async function replayConversation(
  stored: StoredFailure,
  file: string,
  options: AdapterOptions,
  io: Io,
): Promise<number> {
  if (!namesAdapter(options)) {
    const where = stored.target === undefined ? "" : `, ${visible(stored.target)}`;
    throw new UsageError(
      `${file} is a client library's${where}: give --adapter "COMMAND" or --bundled NAME, as its run had it`,
    );
  }
  const { command, folder: cwd, variables } = requireProgram(await adapterOf(options, tellOn(io)));
  const stopping = listenForStop();
  const env = callersEnvironment(process.env, variables);
  try {
    const session = await openAdapterTarget({ command, cwd, env, profile: "standard", seed: stored.seed ?? 0 });
    stopping.signal.addEventListener("abort", () => void session.close(), { once: true });
    try {
      tellLibrary(stored, shownSdk(session.identity), io);
      const tries = await retryStored(session, stored);
      const fate = fateOf(stored, tries);
      io.stdout.write(inWords(stored, tries, fate));
      return EXIT_CODE_OF[fate];
    } finally {
      await session.close();
    }
  } catch (error) {
    if (stopping.signal.aborted) return EXIT_CODES.certifiesNothing;
    if (!(error instanceof AdapterFault)) throw error;
    io.stdout.write(`unreachable: ${faultInWords(error, "")}\n`);
    return EXIT_CODES.suiteFault;
  } finally {
    stopping.end();
  }
}

function tellLibrary({ target }: StoredFailure, now: string, io: Io): void {
  io.stdout.write(`SDK ${now}\n`);
  if (target !== undefined && visible(target) !== now) {
    io.stderr.write(`warning: seen with ${visible(target)}, replayed with ${now}\n`);
  }
}
