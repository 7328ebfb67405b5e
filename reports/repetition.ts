/** Texts in which one character stands many times over, as people read them. */

/** Below this a run is read sooner than its count. */
const LONG_RUN = /(.)\1{11,}/gsu;

/**
 * Counts long runs of one character instead of showing them: `中 × 86`.
 * @param text any; a run counts from twelve characters (code points) on
 * @returns the text; where a run is a part of it only, the run stands in `‹ ›`
 */
export function withRunsCounted(text: string): string {
  return text.replace(LONG_RUN, (run: string, character: string) => {
    const counted = `${character} × ${[...run].length}`;
    return run === text ? counted : `‹${counted}›`;
  });
}
