/** Keys that are pressed at a terminal while a command waits. */

/** As much of standard input as is needed to see keys. */
export interface Keyboard {
  readonly isTTY: boolean;
  /** Whether each key comes at once, in place of whole lines. */
  setRawMode(mode: boolean): unknown;
  on(event: "data", take: (bytes: Buffer) => void): unknown;
  off(event: "data", take: (bytes: Buffer) => void): unknown;
  resume(): unknown;
  pause(): unknown;
}

/** Keys by which a wait ends for good: q, Ctrl-C and Ctrl-D, which come as bytes while keys are read one by one. */
const ENDING: readonly string[] = ["q", "Q", "\u0003", "\u0004"];

/**
 * Waits for a key. Where there is no terminal, none ever comes.
 * @param signal gives up
 * @returns whether the key is one that ends, or asks for another turn; never settles after `signal`
 */
export function nextKey(keyboard: Keyboard, signal: AbortSignal): Promise<"end" | "again"> {
  return new Promise((resolve) => {
    if (!keyboard.isTTY || signal.aborted) return;
    const take = (bytes: Buffer) => {
      release();
      resolve(ENDING.includes(bytes.toString("utf8").slice(0, 1)) ? "end" : "again");
    };
    const release = () => {
      signal.removeEventListener("abort", release);
      keyboard.off("data", take);
      keyboard.setRawMode(false);
      keyboard.pause();
    };
    signal.addEventListener("abort", release, { once: true });
    keyboard.setRawMode(true);
    keyboard.on("data", take);
    keyboard.resume();
  });
}
