/** Recordings of the bundled emulator and its variants, made in this process: for tests. */
import { QUESTIONS } from "../../../contract/questions.js";
import type { RequirementRecord } from "../../../evidence/record.js";
import { Discretion } from "../../../evidence/truth/discretion.js";
import type { Truth } from "../../../evidence/truth/truth.js";
import type { OpenTarget } from "../../../exercise/session/open-target.js";
import { openEmulatedTarget } from "../../self-test/emulated-target.js";
import { truthOf } from "../answers.js";
import { askQuestions, isAnswered } from "../ask.js";

/** Milliseconds of every transition: no answer that is compared hangs on it. */
const TRANSITION_MS = 20;
/** Patience of a machine that does much else; tokens are looked at again at once. */
const WAITS = { listenerRunning: 30_000, listenerGone: 30_000, loadBalancerReady: 30_000, tokenReplay: 200 } as const;

/** A recording, and what it cost. */
export interface Rehearsal {
  readonly truth: Truth;
  readonly fired: number;
  /** Clauses that found no answer, with the reason. */
  readonly unanswered: readonly string[];
}

/**
 * Records the emulator.
 * @param variant its name; absent: the emulator as it is
 * @param folder for the ledger
 */
export async function rehearse(variant: string | undefined, folder: string): Promise<Rehearsal> {
  const name = variant ?? "correct";
  const target = await openEmulatedTarget({
    ...(variant === undefined ? {} : { variant }),
    profile: "smoke",
    seed: 1,
    transitionMs: TRANSITION_MS,
    folder,
    nonce: `t${name.replaceAll("-", "")}`,
    waits: WAITS,
  });
  try {
    const records = await recordsOf(target);
    const head = {
      suite: { name: "rehearsal", version: "0", contractRevision: "0" },
      region: name,
      recordedOn: "2026-01-01",
    };
    return {
      truth: truthOf(head, records, new Discretion([])),
      fired: target.fired(),
      unanswered: records
        .filter((one) => !isAnswered(one, false))
        .map(({ requirement, reason }) => `${requirement}: ${reason}`),
    };
  } finally {
    await target.close();
  }
}

async function recordsOf({ session }: OpenTarget): Promise<RequirementRecord[]> {
  const records: RequirementRecord[] = [];
  for await (const record of askQuestions(session, QUESTIONS)) records.push(record);
  return records;
}
