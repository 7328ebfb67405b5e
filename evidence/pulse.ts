/** What a part of a run is at this moment, for whoever shows progress: one small file for each part, written anew again and again. No verdict rests on it. */
import { readFileSync } from "node:fs";
import { codeOf } from "../contract/error-code.js";
import { writeWholeSync } from "./whole-file.js";

/** One beat. */
export interface Pulse {
  /** Requests of the part so far, preparation and clean-up included; each counts when it is sent. */
  readonly requests: number;
  /** What it waits for, in words; absent: nothing that is known. */
  readonly waitsFor?: string;
  /** Milliseconds that the part still takes at least; absent: nothing to judge by. */
  readonly leftMs?: number;
  /** The part has cleaned up. */
  readonly over: boolean;
}

/**
 * Writes a beat, whole.
 * @param file absolute path
 */
export function writePulse(file: string, pulse: Pulse): void {
  writeWholeSync(file, JSON.stringify(pulse));
}

/**
 * The last beat.
 * @param file absolute path
 * @returns `undefined` where there is none, or none any more
 */
export function readPulse(file: string): Pulse | undefined {
  try {
    const pulse: Pulse = JSON.parse(readFileSync(file, "utf8"));
    return pulse;
  } catch (error) {
    if (codeOf(error) === "ENOENT") return undefined;
    throw error;
  }
}
