import { describeAnswer } from "../contract/answer.js";
import { through } from "../contract/judge.js";
import type { Lens } from "../contract/outcome.js";
import type { RequestDraft } from "../contract/request.js";
import { MINIMAL_DRAFT } from "../contract/request.js";
import type { Specimen } from "../generators/specimen.js";
import type { Session } from "./session.js";
import type { Controls } from "./trial.js";

/** Twins remembered at most; a check has a few hundred. */
const REMEMBERED = 2_000;

/**
 * Control twins: the same request without the defect must be accepted, or the refusal of the defective one shows nothing. A twin is sent
 * once per check and remembered.
 */
export class ControlTwins implements Controls {
  readonly #session: Session;
  readonly #known = new Map<string, Promise<string | undefined>>();

  constructor(session: Session) {
    this.#session = session;
  }

  check({ control }: Specimen, lens: Lens, slot: number): Promise<string | undefined> {
    if (control === undefined) return Promise.resolve(undefined);
    const byDryRun = lens === "dry-run" || this.#session.lenses.includes("dry-run");
    const key = `${byDryRun} ${JSON.stringify(control)}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const sent = byDryRun ? this.#dryRun(control) : this.#create(control, slot);
    if (this.#known.size < REMEMBERED) this.#known.set(key, sent);
    return sent;
  }

  /**
   * Whether the target answers a plain request now, when it did not answer another one.
   * @param specimen the unanswered case
   */
  async answersAtAll(specimen: Specimen): Promise<boolean> {
    const draft = specimen.control ?? MINIMAL_DRAFT;
    const { answer } = await this.#session.send(through("dry-run", draft), {
      loadBalancerId: this.#session.pool.first,
    });
    return answer.is !== "no-answer" && answer.is !== "throttled";
  }

  async #dryRun(control: RequestDraft): Promise<string | undefined> {
    const attempt = await this.#session.send(through("dry-run", control), { loadBalancerId: this.#session.pool.first });
    // A dry run that creates is a fault of its own; as a control it shows that the request is acceptable.
    if (attempt.answer.is === "dry-run-passed" || attempt.answer.is === "accepted") return undefined;
    return `the same request without the defect was not accepted: ${describeAnswer(attempt.answer)}`;
  }

  #create(control: RequestDraft, slot: number): Promise<string | undefined> {
    return this.#session.at(slot, control, async (one) => {
      const attempt = await one.create(control);
      if (attempt.answer.is === "accepted") return undefined;
      return `the same request without the defect was not accepted: ${describeAnswer(attempt.answer)}`;
    });
  }
}
