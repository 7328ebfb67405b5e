/** Several running adapters of one command line: a conversation borrows one for itself. They are started as they are needed. */
import { AdapterFault } from "./adapter/adapter-fault.js";
import { AdapterProcess } from "./adapter/adapter-process.js";
import { type Feature, PROTOCOL_VERSION, parseStarted, type SdkIdentity } from "./adapter/protocol.js";

/** A running adapter that has said who it is. */
export interface Lane {
  readonly adapter: AdapterProcess;
  readonly sdk: SdkIdentity;
  readonly features: ReadonlySet<Feature>;
}

export interface LaneSettings {
  readonly words: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** How many at once. */
  readonly most: number;
  readonly onStderr: (chunk: Buffer) => void;
}

/** Milliseconds in which an adapter has to answer `start`: a virtual machine or an interpreter begins first. */
const START_MS = 60_000;
/** Faults after which no adapter is started any more. */
const FAULTS_AT_MOST = 8;
/** Conversations from which on it can be said how long others will take. */
const SERVED_TO_JUDGE_BY = 10;

interface Asking {
  readonly resolve: (lane: Lane) => void;
  readonly reject: (fault: unknown) => void;
}

/** Lends adapters. */
export class Lanes {
  readonly #settings: LaneSettings;
  readonly #idle: Lane[] = [];
  readonly #all = new Set<AdapterProcess>();
  readonly #asking: Asking[] = [];
  readonly #openedAt = performance.now();
  #served = 0;
  #faults = 0;
  #lastFault: AdapterFault | undefined;
  #closed = false;

  constructor(settings: LaneSettings) {
    this.#settings = settings;
  }

  /**
   * Does something with an adapter of one's own.
   * @param first whether to be served before others: what waits long begins early
   * @throws AdapterFault when it broke the protocol; that adapter is ended
   */
  async borrow<T>(work: (lane: Lane) => Promise<T>, first = false): Promise<T> {
    const lane = await this.#take(first);
    try {
      return await work(lane);
    } catch (error) {
      if (error instanceof AdapterFault) this.#note(error);
      throw error;
    } finally {
      this.#giveBack(lane);
    }
  }

  /** Milliseconds that those who wait for an adapter will still take, judged by how many had one so far; `undefined`: too few. */
  get waitingMs(): number | undefined {
    if (this.#served < SERVED_TO_JUDGE_BY) return undefined;
    return (this.#asking.length * (performance.now() - this.#openedAt)) / this.#served;
  }

  /** Commands that adapters were given and have not answered yet. */
  get unanswered(): readonly string[] {
    return [...this.#all].flatMap((adapter) => adapter.unanswered);
  }

  /** What the adapters wrote last to standard error. */
  stderr(): string {
    return [...this.#all].map((adapter) => adapter.stderr()).join("");
  }

  /** Stops those that nobody uses now: what one says at its end is heard before the run is over. Others are started as they are needed. */
  async stopIdle(): Promise<void> {
    await Promise.all(this.#idle.splice(0).map(({ adapter }) => adapter.close()));
  }

  /**
   * Stops all.
   * @returns what was wrong with their ends
   */
  async close(): Promise<readonly AdapterFault[]> {
    this.#closed = true;
    for (const { reject } of this.#asking.splice(0)) reject(new AdapterFault("the run is over"));
    const faults = await Promise.all([...this.#all].map((adapter) => adapter.close()));
    return faults.filter((fault) => fault !== undefined);
  }

  #take(first: boolean): Promise<Lane> {
    const idle = this.#idle.pop();
    if (idle !== undefined) return Promise.resolve(idle);
    if (this.#running() < this.#settings.most) return this.#start();
    return new Promise((resolve, reject) => {
      if (first) this.#asking.unshift({ resolve, reject });
      else this.#asking.push({ resolve, reject });
    });
  }

  #running(): number {
    return [...this.#all].filter(({ isOver }) => !isOver).length;
  }

  async #start(): Promise<Lane> {
    try {
      if (this.#closed) throw new AdapterFault("the run is over");
      if (this.#faults >= FAULTS_AT_MOST && this.#lastFault !== undefined) throw this.#lastFault;
      const { words, cwd, env, onStderr } = this.#settings;
      const adapter = AdapterProcess.start(words, { cwd, env, onStderr });
      this.#all.add(adapter);
      const started = parseStarted(await adapter.call({ do: "start", protocol: PROTOCOL_VERSION }, START_MS));
      if ("problem" in started) {
        await adapter.close();
        throw new AdapterFault(started.problem);
      }
      return { adapter, ...started };
    } catch (error) {
      if (error instanceof AdapterFault) this.#note(error);
      this.#startForNext();
      throw error;
    }
  }

  /** Nobody is to wait for an adapter that has not started. */
  #startForNext(): void {
    const next = this.#asking.shift();
    if (next !== undefined) this.#start().then(next.resolve, next.reject);
  }

  #note(fault: AdapterFault): void {
    this.#faults += 1;
    this.#lastFault = fault;
  }

  #giveBack(lane: Lane): void {
    this.#served += 1;
    if (lane.adapter.fault !== undefined) {
      this.#startForNext();
      return;
    }
    const next = this.#asking.shift();
    if (next === undefined) this.#idle.push(lane);
    else next.resolve(lane);
  }
}
