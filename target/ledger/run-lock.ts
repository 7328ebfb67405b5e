/**
 * One run at a time with one ledger, and on one load balancer: lock files beside the ledger and in the folder for temporary files, which
 * outlive a crash and are taken over from an owner that is dead.
 */
import { spawnSync } from "node:child_process";
import { createHash, randomUUID } from "node:crypto";
import { linkSync, mkdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { jsonObjectOf, textMember } from "../../contract/answer.js";
import { codeOf } from "../../contract/error-code.js";

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
  constructor(file: string, owner: LockOwner, shared: string) {
    const where = owner.host === hostname() ? "" : ` on ${owner.host}`;
    super(
      `another run is under way ${shared} (process ${owner.pid}${where}, since ${owner.since}): two runs on the same load ` +
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
  return lock(`${ledgerFile}.lock`, "with the same ledger");
}

/**
 * Takes the locks of load balancers, all or none: two runs on this machine notice each other whatever folders they write to.
 * @throws AnotherRun when a living owner has one of them
 */
export async function lockLoadBalancers(endpoint: string, loadBalancers: readonly string[]): Promise<RunLock> {
  const held: RunLock[] = [];
  const release = () => {
    for (const one of held) one.release();
  };
  try {
    for (const id of new Set(loadBalancers)) held.push(await lock(placeOf(endpoint, id), `on ${id}`));
    return { release };
  } catch (error) {
    release();
    // Where no lock can be written, runs still notice each other by what they see.
    if (["EACCES", "EROFS", "EPERM"].includes(codeOf(error) ?? "")) return { release: () => {} };
    throw error;
  }
}

function placeOf(endpoint: string, loadBalancerId: string): string {
  const name = createHash("sha256")
    .update(JSON.stringify([endpoint, loadBalancerId]))
    .digest("hex")
    .slice(0, 32);
  return join(tmpdir(), "gwlb-conformance-locks", `${name}.lock`);
}

async function lock(file: string, shared: string): Promise<RunLock> {
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
    if (owner !== undefined && isAlive(file, owner)) throw new AnotherRun(file, owner, shared);
    if (!takeFromTheDead(file, own)) await sleep(PAUSE_MS);
  }
  throw new AnotherRun(file, ownerIn(file) ?? own, shared);
}

/** The file appears whole or not at all. @returns whether it was not there */
function create(file: string, own: LockOwner): boolean {
  const draft = `${file}.${own.nonce}`;
  writeFileSync(draft, `${JSON.stringify(own)}\n`);
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
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

/** Locks of this process: one timer gives signs of life for all, and one listener releases all at the end. */
const held = new Map<string, LockOwner>();
let timer: NodeJS.Timeout | undefined;

function hold(file: string, own: LockOwner): RunLock {
  if (held.size === 0) {
    process.on("exit", releaseAll);
    timer = setInterval(giveSignsOfLife, SIGN_OF_LIFE_MS).unref();
  }
  held.set(file, own);
  return { release: () => releaseOne(file, own) };
}

function releaseOne(file: string, own: LockOwner): void {
  if (held.get(file) === own) held.delete(file);
  if (ownerIn(file)?.nonce === own.nonce) rmSync(file, { force: true });
  if (held.size > 0) return;
  clearInterval(timer);
  process.off("exit", releaseAll);
}

function releaseAll(): void {
  for (const [file, own] of [...held]) releaseOne(file, own);
}

function giveSignsOfLife(): void {
  const now = new Date();
  for (const file of held.keys()) {
    try {
      utimesSync(file, now, now);
    } catch {
      // Whoever removed it takes the consequences.
    }
  }
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
    return codeOf(error) === "EPERM";
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
