/** Programs of the suite as a proof starts and kills them, with everything they start in turn. */
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";

/** A program that was started. */
export interface StartedProgram {
  readonly pid: number;
  readonly ended: Promise<{ readonly code: unknown; readonly output: string }>;
  /** Whether it has ended. */
  isOver(): boolean;
}

/** Starts a program of Node. */
export function startProgram(words: readonly string[]): StartedProgram {
  const child = spawn(process.execPath, words, { stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  let isOver = false;
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      output += chunk.toString();
    });
  }
  // What it has started may hold its streams open: its own end counts.
  const ended = once(child, "exit").then(([code]: unknown[]) => {
    isOver = true;
    return { code, output };
  });
  return { pid: child.pid ?? 0, ended, isOver: () => isOver };
}

/** A process and all that it has started, by process id; each after the one that started it. */
export function treeOf(root: number): number[] {
  const { stdout } = spawnSync("ps", ["-A", "-o", "pid=,ppid="], { encoding: "utf8" });
  const parents = stdout.split("\n").map((line) => line.trim().split(/\s+/u).map(Number));
  const tree = [root];
  for (const parent of tree) {
    for (const [pid, ppid] of parents) if (ppid === parent && pid !== undefined && !tree.includes(pid)) tree.push(pid);
  }
  return tree;
}

/** Kills processes without notice. */
export function killAll(pids: readonly number[]): void {
  for (const pid of pids) {
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // It has ended meanwhile.
    }
  }
}

/** Waits until processes have ended. @returns those that have not */
export async function waitForEnd(pids: readonly number[], patienceMs: number): Promise<readonly number[]> {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    const left = pids.filter(isThere);
    if (left.length === 0 || performance.now() > deadline) return left;
    await sleep(20);
  }
}

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
