/** The memory of control twins: which were accepted, so that each is sent once. */
import { through } from "../../contract/judge.js";
import type { RequestDraft } from "../../contract/request.js";
import { MINIMAL_DRAFT } from "../../contract/request.js";
import type { Specimen } from "../../generators/specimen.js";
import type { Session } from "../session/session.js";
import type { BorrowedLoadBalancer } from "../stage/borrowed-load-balancer.js";
import { type Controls, notAccepted } from "./trial.js";

/** Twins remembered at most; a check has a few hundred. */
const REMEMBERED = 2_000;
/** Accepted twins that all checks know of. */
const REMEMBERED_BY_ALL = 20_000;

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

  byDryRun({ control }: Specimen): Promise<string | undefined> {
    return this.#once(control, async (draft) => {
      const problem = await this.#dryRun(draft, undefined);
      if (problem === undefined) return undefined;
      // It may be the doing of what was beside it.
      const { stage } = this.#session;
      const alone = await stage.alone([], () => this.#dryRun(draft, undefined), "nothing");
      if (alone === undefined) stage.noteHarm();
      return alone;
    });
  }

  on(one: BorrowedLoadBalancer, { control }: Specimen): Promise<string | undefined> {
    if (this.#session.lenses.includes("dry-run")) return this.#once(control, (draft) => this.#dryRun(draft, one.id));
    return this.#once(control, async (draft) => {
      const attempt = await one.create(draft);
      return attempt.answer.is === "accepted" || attempt.answer.is === "dry-run-passed"
        ? undefined
        : notAccepted(attempt);
    });
  }

  /** The first to ask sends the twin on what it holds itself, so that nobody waits for somebody who waits. */
  #once(
    control: RequestDraft | undefined,
    send: (draft: RequestDraft) => Promise<string | undefined>,
  ): Promise<string | undefined> {
    if (control === undefined) return Promise.resolve(undefined);
    const key = JSON.stringify(control);
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const { acceptedTwins } = this.#session.knowledge;
    if (acceptedTwins.has(key)) return Promise.resolve(undefined);
    const sent = send(control).then((problem) => {
      if (problem === undefined && acceptedTwins.size < REMEMBERED_BY_ALL) acceptedTwins.add(key);
      return problem;
    });
    if (this.#known.size < REMEMBERED) this.#known.set(key, sent);
    return sent;
  }

  /**
   * Whether the target answers a plain request now, when it did not answer another one.
   * @param specimen the unanswered case; absent: the plainest request is sent
   */
  async answersAtAll(specimen?: Specimen): Promise<boolean> {
    const draft = specimen?.control ?? MINIMAL_DRAFT;
    const { answer } = await this.#session.send(through("dry-run", draft), {});
    return answer.is !== "no-answer" && answer.is !== "throttled";
  }

  async #dryRun(control: RequestDraft, loadBalancerId: string | undefined): Promise<string | undefined> {
    const attempt = await this.#session.send(through("dry-run", control), { loadBalancerId });
    // A dry run that creates is a fault of its own; as a control it shows that the request is acceptable.
    if (attempt.answer.is === "dry-run-passed" || attempt.answer.is === "accepted") return undefined;
    return notAccepted(attempt);
  }
}
