/** Makes an adapter of the package ready to run: its files and the SDK it drives, in a folder of its own outside the package. */
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { copyFile, mkdir, mkdtemp, readFile, rename, rm } from "node:fs/promises";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { join as joined } from "shlex";
import { BUNDLED_ADAPTERS, type BundledAdapter, type BundledName } from "./bundled.js";

/** An adapter of the package cannot be made ready here. The message says what is missing, or which command failed and with what. */
export class BundledAdapterError extends Error {
  override readonly name = "BundledAdapterError";
}

export interface SetUpOptions {
  /** Absolute path of the folder in which adapters are kept once they are ready. */
  readonly cache?: string;
  /** Told of each step that takes time, in a line for people. */
  readonly tell?: (line: string) => void;
}

const PACKAGE = fileURLToPath(new URL("../../../", import.meta.url));
const KEPT_OUTPUT = 4000;

/** The folder that keeps adapters where none is named: below the user's cache. */
export function adapterCache(env: NodeJS.ProcessEnv = process.env): string {
  return join(env.XDG_CACHE_HOME || env.LOCALAPPDATA || join(homedir(), ".cache"), "gwlb-conformance", "adapters");
}

/**
 * What has to be installed before an adapter of the package can be made ready.
 * @returns names of programs that are not on this machine; none where all are there
 */
export function missingPrograms(name: BundledName): string[] {
  const missing = BUNDLED_ADAPTERS[name].needs.filter(([program, argument]) => {
    const { error, status } = spawnSync(program, [argument], { stdio: "ignore", shell: process.platform === "win32" });
    return error !== undefined || status !== 0;
  });
  return missing.map(([program]) => program);
}

/**
 * Makes an adapter of the package ready: once for each content of its files, after that it is found as it was left.
 * @returns the command line that starts it, for a POSIX shell's splitting, and the folder to start it in
 * @throws BundledAdapterError if a program is missing or a command of the set-up fails
 */
export async function setUpBundled(
  name: BundledName,
  { cache = adapterCache(), tell }: SetUpOptions = {},
): Promise<{ readonly command: string; readonly folder: string }> {
  const adapter = BUNDLED_ADAPTERS[name];
  const folder = join(cache, `${name}-${await contentOf(adapter)}`);
  if (!existsSync(folder)) {
    const missing = missingPrograms(name);
    if (missing.length > 0) {
      throw new BundledAdapterError(
        `the adapter ${name} (${adapter.language}) needs ${missing.join(" and ")}, which is not on this machine`,
      );
    }
    await make(name, adapter, folder, tell);
  }
  return { command: joined(adapter.start(folder, PACKAGE)), folder };
}

/** A name for what the files hold, so that an adapter that changed is made ready anew. */
async function contentOf({ files, setUp }: BundledAdapter): Promise<string> {
  const hash = createHash("sha256").update(JSON.stringify(setUp));
  for (const [name, path] of Object.entries(files)) hash.update(name).update(await readFile(join(PACKAGE, path)));
  return hash.digest("hex").slice(0, 12);
}

/** Works beside the folder and moves it there at the end: what stands there is whole, also when two do this at once. */
async function make(
  name: BundledName,
  { files, setUp }: BundledAdapter,
  folder: string,
  tell?: (line: string) => void,
): Promise<void> {
  await mkdir(dirname(folder), { recursive: true });
  const work = await mkdtemp(`${folder}.`);
  try {
    for (const [file, path] of Object.entries(files)) await copyFile(join(PACKAGE, path), join(work, file));
    for (const words of setUp) {
      tell?.(`${name}: ${words.join(" ")}`);
      await carryOut(words, work);
    }
    await rename(work, folder).catch((error: unknown) => {
      if (!existsSync(folder)) throw error;
    });
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

function carryOut([program = "", ...words]: readonly string[], cwd: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, words, {
      cwd,
      stdio: ["ignore", "pipe", "pipe"],
      shell: process.platform === "win32",
    });
    let output = "";
    const keep = (chunk: Buffer) => {
      output = `${output}${chunk.toString("utf8")}`.slice(-KEPT_OUTPUT);
    };
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    const failed = (how: string) =>
      reject(new BundledAdapterError(`${[program, ...words].join(" ")} ${how}\n${output.trimEnd()}`.trimEnd()));
    child.once("error", (error) => failed(`cannot be started: ${error.message}`));
    child.once("close", (code) => (code === 0 ? resolve() : failed(`ended with ${code ?? "a signal"}`)));
  });
}
