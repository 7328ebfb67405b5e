/** One run at a time with one ledger: a lock file beside it, which outlives a crash and is taken over from an owner that is dead. */
import { spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { linkSync, mkdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { jsonObjectOf, textMember } from "../../contract/answer.js";

/** Who holds a lock. */
export interface LockOwner {
  readonly pid: number;
  /** When the process began, in the words of its system: a process id comes again. Absent where the system does not tell. */
  readonly began?: string;
  readonly host: string;
  /** When the lock was taken, ISO 8601. */
  readonly since: string;
  /** Tells this taking from any other. */
  readonly nonce: string;
}

/** Raised when another run holds the lock. */
export class AnotherRun extends Error {
  readonly owner: LockOwner;
  constructor(file: string, owner: LockOwner) {
    const where = owner.host === hostname() ? "" : ` on ${owner.host}`;
    super(
      `another run is under way with the same ledger (process ${owner.pid}${where}, since ${owner.since}): two runs on the same load ` +
        `balancers would take each other's listeners for faults of the target. Wait until it has ended, or give this one another output ` +
        `folder and other load balancers. Should there be no such run, delete ${file}`,
    );
    this.name = "AnotherRun";
    this.owner = owner;
  }
}

/** Milliseconds between signs of life of an owner; another machine can see nothing else of it. */
const SIGN_OF_LIFE_MS = 5_000;
/** Milliseconds without a sign of life after which an owner on another machine is dead. */
const DEAD_AFTER_MS = 60_000;
/** Taking over from a dead owner: milliseconds it may last, and between attempts. */
const GUARD_MS = 5_000;
const PAUSE_MS = 20;
const ATTEMPTS = 500;

/** A lock that is held. */
export interface RunLock {
  release(): void;
}

/**
 * Takes the lock of a ledger.
 * @param ledgerFile absolute path of the ledger; the lock stands beside it
 * @throws AnotherRun when a living owner has it
 */
export async function lockLedger(ledgerFile: string): Promise<RunLock> {
  const file = `${ledgerFile}.lock`;
  const began = beginOf(process.pid);
  const own: LockOwner = {
    pid: process.pid,
    ...(began === undefined ? {} : { began }),
    host: hostname(),
    since: new Date().toISOString(),
    nonce: randomUUID(),
  };
  mkdirSync(dirname(file), { recursive: true });
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    if (create(file, own)) return hold(file, own);
    const owner = ownerIn(file);
    if (owner !== undefined && isAlive(file, owner)) throw new AnotherRun(file, owner);
    if (!takeFromTheDead(file, own)) await sleep(PAUSE_MS);
  }
  throw new AnotherRun(file, ownerIn(file) ?? own);
}

/** The file appears whole or not at all. @returns whether it was not there */
function create(file: string, own: LockOwner): boolean {
  const draft = `${file}.${own.nonce}`;
  writeFileSync(draft, `${JSON.stringify(own)}\n`);
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if (isCode(error, "EEXIST")) return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Removes a lock whose owner is dead. Two at once would remove each other's: one at a time does it. @returns whether it was removed */
function takeFromTheDead(file: string, own: LockOwner): boolean {
  const guard = `${file}.taking`;
  if (!create(guard, own)) {
    // Whoever was taking over died in the middle of it.
    if (sinceSignOfLifeMs(guard) > GUARD_MS) rmSync(guard, { force: true });
    return false;
  }
  try {
    const owner = ownerIn(file);
    if (owner !== undefined && isAlive(file, owner)) return false;
    rmSync(file, { force: true });
    return true;
  } finally {
    rmSync(guard, { force: true });
  }
}

function hold(file: string, own: LockOwner): RunLock {
  const timer = setInterval(() => {
    const now = new Date();
    try {
      utimesSync(file, now, now);
    } catch {
      // Whoever removed it takes the consequences.
    }
  }, SIGN_OF_LIFE_MS);
  timer.unref();
  const release = () => {
    clearInterval(timer);
    process.off("exit", release);
    if (ownerIn(file)?.nonce === own.nonce) rmSync(file, { force: true });
  };
  process.on("exit", release);
  return { release };
}

function ownerIn(file: string): LockOwner | undefined {
  try {
    const owner = jsonObjectOf(readFileSync(file, "utf8"));
    // The file of a living owner appeared whole.
    if (typeof owner?.pid !== "number") return undefined;
    const began = textMember(owner, "began");
    return {
      pid: owner.pid,
      ...(began === undefined ? {} : { began }),
      host: textMember(owner, "host") ?? "",
      since: textMember(owner, "since") ?? "an unknown time",
      nonce: textMember(owner, "nonce") ?? "",
    };
  } catch {
    return undefined;
  }
}

function isAlive(file: string, { pid, began, host }: LockOwner): boolean {
  if (host !== hostname()) return sinceSignOfLifeMs(file) < DEAD_AFTER_MS;
  if (!isProcess(pid)) return false;
  const now = beginOf(pid);
  return began === undefined || now === undefined || began === now;
}

function sinceSignOfLifeMs(file: string): number {
  try {
    return Date.now() - statSync(file).mtimeMs;
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}

function isProcess(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return isCode(error, "EPERM");
  }
}

/** When a process began, as the system writes it; `undefined` where it does not tell. */
function beginOf(pid: number): string | undefined {
  try {
    // Field 22, counted behind the name, which may contain anything. Source: proc(5).
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19];
  } catch {
    const { stdout } = spawnSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8", timeout: 2_000 });
    return stdout?.trim() || undefined;
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
