/** A course of operations on borrowed load balancers. Its commands are run one after another, each answer held against the model. */
import { type Command, type CommandKind, describeCommand, kindOfCommand } from "../../contract/commands.js";
import { differenceFromAll } from "../../contract/listener.js";
import type { Operation, Result } from "../../contract/model.js";
import type { RequestDraft } from "../../contract/request.js";
import { readNeighbour } from "../../target/neighbours/neighbour.js";
import { answerInWords } from "../cases/answer-in-words.js";
import { resolveToken } from "../session/resolve-references.js";
import type { Attempt, Session } from "../session/session.js";
import type { BorrowedLoadBalancer } from "../stage/borrowed-load-balancer.js";
import type { FollowedListener } from "../stage/followed-listener.js";
import type { Step } from "./reduce.js";
import { creationOf, resultOfAttempt, resultOfNeighbour, resultOfRead } from "./results.js";
import { CourseOver, Witness } from "./witness.js";

type CommandOf<Kind extends Command["do"]> = Extract<Command, { do: Kind }>;

/** A creation that was accepted in this course. */
interface MadeListener {
  readonly at: number;
  readonly listener: FollowedListener;
  /** What its attributes may be: as created, and as later requests may have changed them. */
  readonly versions: RequestDraft[];
  /** Reads that the witness was told of. */
  told: number;
  deletion: "none" | "under-way" | "over";
}

/** What the courses of one check share. */
export interface CourseSetting {
  readonly session: Session;
  /** Counts the commands that were really run. */
  readonly ran: Map<CommandKind, number>;
  /** Commands that the target turned out not to offer. */
  readonly notOffered: Set<CommandKind>;
  /** Records what the page leaves open. */
  readonly note: (question: string, behaviour: string) => void;
}

/** One course. */
export class Course {
  readonly #performed: { readonly command: Command; made: boolean }[] = [];
  readonly #setting: CourseSetting;
  readonly #lent: readonly BorrowedLoadBalancer[];
  readonly #made: MadeListener[] = [];
  readonly #witness = new Witness();
  #lastAttempt: Attempt | undefined;

  /** @param lent its load balancers, idle; at least one */
  constructor(setting: CourseSetting, lent: readonly BorrowedLoadBalancer[]) {
    this.#setting = setting;
    this.#lent = lent;
  }

  /** What was run. The last command may have been contradicted. */
  get steps(): readonly Step[] {
    return this.#performed;
  }

  /** Whether a command makes sense now; depends on nothing but what this course did so far. */
  can(command: Command): boolean {
    const { session, notOffered } = this.#setting;
    if (command.do === "dry-run") return session.lenses.includes("dry-run");
    if (command.do === "list") return session.capabilities.listsListeners && this.#lastAttempt !== undefined;
    if (command.do === "create") return true;
    const made = this.#madeBy(command.of);
    if (made === undefined) return false;
    if (command.do === "replay" || command.do === "reuse-token") return clientTokenOf(made) !== undefined;
    if (command.do === "update" && notOffered.has("update")) return false;
    if (command.do === "delete" && session.stage.removal === "impossible") return false;
    return made.deletion === "none" || command.do === "read";
  }

  /**
   * Runs one command.
   * @throws Contradiction when its answer is not allowed, CourseOver when the course cannot go on
   */
  async perform(given: Command): Promise<void> {
    const command = this.#resolve(given);
    this.#performed.push({ command, made: false });
    this.#count(command);
    if (command.do === "create" || command.do === "dry-run") return this.#request(command);
    if (command.do === "list") return this.#list(command);
    const made = this.#madeBy(command.of);
    if (made === undefined) return undefined;
    switch (command.do) {
      case "replay":
        await this.#send(command, made.at, made.listener.attempt.draft, clientTokenOf(made));
        return undefined;
      case "reuse-token":
        return this.#reuseToken(command, made);
      case "read":
        await this.#at(made.at).read(made.listener);
        return this.#tellReads(command, made);
      case "wait-running":
        await this.#reachRunning(command, made);
        return this.#waitAtRest(command, made);
      case "update":
        return this.#update(command, made);
      case "delete":
        return command.wait ? this.#deleteAndWait(command, made) : this.#delete(command, made);
    }
  }

  /** Looks once more at everything this course has touched: effects may show only afterwards. */
  async audit(): Promise<void> {
    const touched = new Set(this.#performed.flatMap(({ command }) => ("at" in command ? [command.at] : [])));
    const reads = this.#made.flatMap(({ deletion }, of): Command[] =>
      deletion === "none" ? [{ do: "read", of }] : [],
    );
    const lists = [...touched].map((at): Command => ({ do: "list", at }));
    for (const command of [...reads, ...lists]) if (this.can(command)) await this.perform(command);
  }

  /** Waits for deletions that are under way, so that the load balancers can be made idle. */
  async finish(): Promise<void> {
    for (const { at, listener, deletion } of this.#made)
      if (deletion === "under-way") await this.#at(at).remove(listener.listenerId);
  }

  /** Has everything that was lent looked through for leftovers. */
  suspectLeftovers(): void {
    for (const one of this.#lent) one.suspectLeftovers();
  }

  #resolve(command: Command): Command {
    const of = "of" in command ? { of: command.of % Math.max(1, this.#made.length) } : {};
    const at = "at" in command ? { at: command.at % this.#lent.length } : {};
    return { ...command, ...of, ...at };
  }

  #count(command: Command): void {
    const again = "at" in command && this.#made.some(({ at, deletion }) => at === command.at && deletion !== "none");
    const kind = kindOfCommand(command, again);
    this.#setting.ran.set(kind, (this.#setting.ran.get(kind) ?? 0) + 1);
  }

  #madeBy(of: number): MadeListener | undefined {
    return this.#made[of % Math.max(1, this.#made.length)];
  }

  #at(at: number): BorrowedLoadBalancer {
    const one = this.#lent[at % this.#lent.length];
    if (one === undefined) throw new CourseOver("no load balancer was lent");
    return one;
  }

  async #request(command: CommandOf<"create" | "dry-run">): Promise<void> {
    const { draft, at } = command;
    const token = resolveToken(draft.clientToken, this.#setting.session.tokenStem());
    await this.#send(command, at, command.do === "dry-run" ? { ...draft, dryRun: true } : draft, token);
  }

  /** Sends a CreateListener request and takes its answer in; a listener it makes is followed from then on. */
  async #send(command: Command, at: number, draft: RequestDraft, token: string | undefined): Promise<Attempt> {
    const one = this.#at(at);
    const options = token === undefined ? {} : { clientToken: token };
    const attempt =
      String(draft.dryRun) === "true" ? await one.dryRun(draft, options) : await one.create(draft, options);
    this.#lastAttempt = attempt;
    this.#witness.keep(attempt.exchange);
    this.#witness.observe({
      operation: creationOf(draft, one.id, token),
      result: resultOfAttempt(attempt),
      words: describeCommand(command),
      attempt,
    });
    this.#follow(at, attempt);
    return attempt;
  }

  #follow(at: number, attempt: Attempt): void {
    const { answer, draft } = attempt;
    if (answer.is !== "accepted" || answer.listenerId === undefined) return;
    const known = this.#made.find(({ listener }) => listener.listenerId === answer.listenerId);
    if (known === undefined) {
      const listener = this.#at(at).listeners.get(answer.listenerId);
      if (listener === undefined) return;
      this.#made.push({ at, listener, versions: [draft], told: 0, deletion: "none" });
      const step = this.#performed.at(-1);
      if (step !== undefined) step.made = true;
      return;
    }
    // An answer that names a listener which is gone does not bring it back.
    if (known.deletion === "over") this.#at(at).forget(answer.listenerId);
    if (!known.versions.includes(draft)) known.versions.push(draft);
  }

  async #reuseToken(command: CommandOf<"reuse-token">, made: MadeListener): Promise<void> {
    const { draft } = made.listener.attempt;
    const stands = made.deletion === "none";
    const elsewhere = "at" in command;
    const at = elsewhere ? command.at : made.at;
    const other = elsewhere ? draft : { ...draft, tcpIdleTimeout: command.tcpIdleTimeout };
    const attempt = await this.#send(command, at, other, clientTokenOf(made));
    if (!stands || (elsewhere && at === made.at)) return;
    const question = `same token, ${elsewhere ? "other load balancer" : "other TcpIdleTimeout"}`;
    const { answer } = attempt;
    const first = answer.is === "accepted" && answer.listenerId === made.listener.listenerId;
    this.#setting.note(question, first ? "accepted, the first listener named" : answerInWords(attempt));
  }

  /** Only a listener that is Running can be updated or deleted. */
  async #reachRunning(command: Command, made: MadeListener): Promise<void> {
    const running = await this.#at(made.at).waitRunning(made.listener);
    this.#tellReads(command, made);
    if (!running) throw new CourseOver("a listener did not reach Running");
  }

  async #waitAtRest(command: Command, made: MadeListener): Promise<void> {
    const one = this.#at(made.at);
    if (!this.#setting.session.capabilities.readsLoadBalancers) return;
    if (!(await one.waitReady())) throw new CourseOver("a load balancer did not become Active again");
    this.#tell(command, made, { is: "look", loadBalancer: one.id }, { is: "active" });
  }

  async #list(command: CommandOf<"list">): Promise<void> {
    const one = this.#at(command.at);
    const attempt = this.#lastAttempt;
    const standing = await one.standing();
    if (standing === undefined || attempt === undefined) return;
    const listeners = standing.flatMap(({ listenerId }) => (listenerId === undefined ? [] : [listenerId]));
    this.#witness.observe({
      operation: { is: "list", loadBalancer: one.id },
      result: { is: "listed", listeners },
      words: describeCommand(command),
      attempt,
    });
  }

  async #update(command: CommandOf<"update">, made: MadeListener): Promise<void> {
    await this.#reachRunning(command, made);
    const { tcpIdleTimeout } = command;
    made.listener.touched = true;
    const id = made.listener.listenerId;
    this.#at(made.at).willChange(id, { tcpIdleTimeout });
    const result = await this.#callNeighbour("UpdateListenerAttribute", [
      ["ListenerId", id],
      ["TcpIdleTimeout", String(tcpIdleTimeout)],
    ]);
    if (result === undefined) {
      this.#setting.notOffered.add("update");
      return;
    }
    if (result.is === "done") made.versions.push(...made.versions.map((version) => ({ ...version, tcpIdleTimeout })));
    this.#tell(command, made, { is: "update", listener: id }, result);
  }

  async #delete(command: Command, made: MadeListener): Promise<void> {
    await this.#reachRunning(command, made);
    made.listener.touched = true;
    const id = made.listener.listenerId;
    const result = await this.#callNeighbour("DeleteListener", [["ListenerId", id]]);
    if (result === undefined) throw new CourseOver("the target does not offer DeleteListener");
    if (result.is === "done") made.deletion = "under-way";
    this.#tell(command, made, { is: "delete", listener: id }, result);
  }

  async #deleteAndWait(command: Command, made: MadeListener): Promise<void> {
    const id = made.listener.listenerId;
    await this.#reachRunning(command, made);
    if (!(await this.#at(made.at).remove(id))) throw new CourseOver("a listener could not be removed");
    made.deletion = "over";
    this.#tell(command, made, { is: "delete", listener: id }, { is: "done" });
    this.#tell(command, made, { is: "read", listener: id }, { is: "not-found" });
    await this.#waitAtRest(command, made);
  }

  async #callNeighbour(operation: string, parameters: readonly (readonly [string, string])[]) {
    const exchange = await this.#setting.session.client.call(operation, parameters);
    this.#witness.keep(exchange);
    return resultOfNeighbour(readNeighbour(exchange));
  }

  /** Tells the witness of the reads since the last time, and compares the attributes they show. */
  #tellReads(command: Command, made: MadeListener): void {
    const { listener, versions } = made;
    const last = listener.exchanges.at(-1);
    if (last !== undefined) this.#witness.keep(last);
    for (const read of listener.history.slice(made.told)) {
      made.told += 1;
      const result = resultOfRead(read);
      if (result === undefined) continue;
      this.#tell(command, made, { is: "read", listener: listener.listenerId }, result);
      const difference =
        read.is === "found" ? differenceFromAll(versions, listener.attempt.sent, read.view) : undefined;
      if (difference === undefined) continue;
      const expected = `${describeCommand(command)}: ${difference.expected}`;
      this.#witness.contradict(`attribute ${difference.about}`, listener.attempt, expected, difference.got);
    }
  }

  #tell(command: Command, made: MadeListener, operation: Operation, result: Result): void {
    this.#witness.observe({ operation, result, words: describeCommand(command), attempt: made.listener.attempt });
  }
}

const clientTokenOf = ({ listener }: MadeListener) => listener.attempt.sent.clientToken;
