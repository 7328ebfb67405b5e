/** An adapter's processes taken together: what they use, and their end. */
import type { ChildProcess } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";

/**
 * Ends an adapter with everything that it started; where there are no process groups, the adapter alone.
 * @param child the first of them, started as the leader of its group
 */
export function endGroup(child: ChildProcess): void {
  const { pid } = child;
  if (pid === undefined) return;
  try {
    if (process.platform === "win32") child.kill("SIGKILL");
    else process.kill(-pid, "SIGKILL");
  } catch {
    // They are gone already.
  }
}

const PAGE = 4096;

/**
 * What a group uses, where the system tells.
 * @param group number of the group
 * @returns `undefined` without /proc
 */
export function groupMemory(group: number): { readonly bytes: number; readonly processes: number } | undefined {
  let entries: string[];
  try {
    entries = readdirSync("/proc").filter((name) => /^\d+$/u.test(name));
  } catch {
    return undefined;
  }
  let bytes = 0;
  let processes = 0;
  for (const entry of entries) {
    const fields = statOf(entry);
    if (fields === undefined || Number(fields[2]) !== group) continue;
    processes += 1;
    bytes += Number(fields[21]) * PAGE;
  }
  return { bytes, processes };
}

/** Fields of /proc/PID/stat from the third one on: state, parent, group and so forth; the name before them may hold anything. */
function statOf(pid: string): string[] | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  } catch {
    return undefined;
  }
}
