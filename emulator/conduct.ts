/** How the emulator conducts itself: with which fault or difference, how slowly, and how often it lets callers in. It can be changed while it runs. */
import leven from "leven";
import type { Fire } from "./faults/fault.js";
import { mutants } from "./faults/mutants/index.js";
import { variants } from "./faults/variants/index.js";
import type { EmulatorParts, Gatekeeper } from "./server/parts.js";
import { refuse } from "./server/refusal.js";

/** What is not as it should be. Absent members: all is well. */
export interface Faults {
  /** Name of the fault to have. */
  readonly mutant?: string;
  /** Name of the legitimate difference to have. */
  readonly variant?: string;
  /** Milliseconds that every answer takes on its way, half of it before the request is carried out. */
  readonly latencyMs?: number;
  /** Requests let in within a second; the others are answered with Throttling.User. */
  readonly requestsPerSecond?: number;
}

/** Raised for a mutant or variant that there is none of. */
export class UnknownFault extends Error {}

/** The emulator's parts, changed as its faults say; what a part has kept, such as client tokens, outlives a change. */
export class Conduct {
  readonly #correct: EmulatorParts;
  readonly #fire: Fire;
  #faults: Faults = {};
  #parts: EmulatorParts;

  /**
   * @param correct all parts as they should be
   * @param fire told whenever a fault or difference takes effect
   */
  constructor(correct: EmulatorParts, fire: Fire) {
    this.#correct = correct;
    this.#fire = fire;
    this.#parts = correct;
  }

  get parts(): EmulatorParts {
    return this.#parts;
  }

  get faults(): Faults {
    return this.#faults;
  }

  /**
   * Has these faults from now on, and no others.
   * @throws UnknownFault for an unknown mutant or variant, with the nearest name; then nothing has changed
   */
  change(faults: Faults): void {
    const { mutant, variant, requestsPerSecond } = faults;
    const varied =
      variant === undefined ? this.#correct : find(variants, variant, "variant").vary(this.#correct, this.#fire);
    const changed = mutant === undefined ? varied : find(mutants, mutant, "mutant").mutate(varied, this.#fire);
    this.#parts =
      requestsPerSecond === undefined
        ? changed
        : { ...changed, gatekeeper: throttling(changed.gatekeeper, requestsPerSecond) };
    this.#faults = faults;
  }
}

const THROTTLED = refuse(400, "Throttling.User", "Request was denied due to user flow control.");
const SECOND_MS = 1_000;

/** Lets so many requests in within a second, counted from the first of them. */
function throttling(gatekeeper: Gatekeeper, requestsPerSecond: number): Gatekeeper {
  let since = Number.NEGATIVE_INFINITY;
  let letIn = 0;
  return (head) => {
    if (head.now - since >= SECOND_MS) {
      since = head.now;
      letIn = 0;
    }
    if (letIn >= requestsPerSecond) return THROTTLED;
    letIn += 1;
    return gatekeeper(head);
  };
}

function find<Described extends { readonly name: string }>(
  descriptions: readonly Described[],
  name: string,
  kind: string,
): Described {
  const found = descriptions.find((description) => description.name === name);
  if (found !== undefined) return found;
  const nearest = descriptions
    .map((description) => description.name)
    .sort((left, right) => leven(name, left) - leven(name, right))[0];
  throw new UnknownFault(`unknown ${kind} "${name}"${nearest === undefined ? "" : `; did you mean "${nearest}"?`}`);
}
