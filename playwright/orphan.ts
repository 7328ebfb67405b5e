/** What becomes of the checks when the command line that started them is killed: they end in order and clean up, as after Ctrl-C. */

/** Milliseconds between looks. */
const LOOK_MS = 200;

/** Interrupts this process when the one that started it is gone. */
export function endWithParent(): void {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (isThere(parent)) return;
    clearInterval(timer);
    process.kill(process.pid, "SIGINT");
  }, LOOK_MS);
  timer.unref();
}

/** An orphan is given another parent; where it is not, the old one can be asked for. */
function isThere(parent: number): boolean {
  if (process.ppid !== parent) return false;
  try {
    process.kill(parent, 0);
    return true;
  } catch {
    return false;
  }
}
