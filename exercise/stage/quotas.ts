import type { Profile } from "../../contract/profile.js";
import type { Session } from "../session/session.js";

export { spread } from "../../generators/selection.js";

/** How much one profile does. */
export interface Effort {
  /** Examples of a family under the dry-run lens at most. */
  readonly examples: number;
  /** Drawn cases of a family under the dry-run lens. */
  readonly drawn: number;
  /** Drawn cases of a family of refusals under the create lens. */
  readonly drawnRefusals: number;
  /** Accepted creations of a family at most, examples and drawn ones together. */
  readonly creations: number;
  /** Examples of a family of refusals under the create lens at most. */
  readonly refusals: number;
  /** Milliseconds after which a family draws no more cases. */
  readonly familyMs: number;
}

export const EFFORTS: Readonly<Record<Profile, Effort>> = {
  smoke: { examples: 8, drawn: 0, drawnRefusals: 0, creations: 2, refusals: 1, familyMs: 5_000 },
  standard: {
    examples: Number.POSITIVE_INFINITY,
    drawn: 25,
    drawnRefusals: 3,
    creations: 10,
    refusals: 12,
    familyMs: 20_000,
  },
  full: {
    examples: Number.POSITIVE_INFINITY,
    drawn: 60,
    drawnRefusals: 10,
    creations: 24,
    refusals: 60,
    familyMs: 60_000,
  },
};

/** Time that the accepted creations of one family may take, milliseconds, before their number is lowered on a slow target. */
const CREATION_PATIENCE_MS = 1_500;
/** Creations that a slow target is asked for all the same: the ends of a range. */
const LEAST_CREATIONS = 2;

/**
 * How many accepted creations a family may have on this target: fewer when listeners take long from creation to removal.
 * @param session the target
 * @param wanted number for a fast target
 */
export function affordableCreations(session: Session, wanted: number): number {
  const left = session.config.limits.creates - session.creates;
  // How fast a target seems depends on load and concurrency: only one that is slow beyond doubt gets fewer, so that a seed keeps its cases.
  if (!session.slow) return Math.max(0, Math.min(wanted, left));
  const lanes = Math.max(1, Math.min(session.pool.left.length, session.config.limits.concurrency));
  const byTime = Math.floor((CREATION_PATIENCE_MS * lanes) / session.cycleMs);
  return Math.max(0, Math.min(wanted, Math.max(byTime, LEAST_CREATIONS), left));
}
