/** One running adapter: commands in, answers out, within bounds of time, length, memory and processes. Whatever breaks the protocol is an `AdapterFault`. */

import { isUtf8 } from "node:buffer";
import { type ChildProcessByStdio, spawn } from "node:child_process";
import type { Readable, Writable } from "node:stream";
import { AdapterFault } from "./adapter-fault.js";
import { LineReader } from "./line-reader.js";
import { endGroup, groupMemory } from "./process-group.js";
import { type AdapterAnswer, type AdapterCommand, parseAnswer } from "./protocol.js";

/** What an adapter may use. */
export interface AdapterLimits {
  /** Bytes of one line. */
  readonly lineBytes: number;
  /** Bytes of standard error that are kept: the last ones. */
  readonly stderrBytes: number;
  /** Bytes of memory of the whole process group, where that can be told. */
  readonly memoryBytes: number;
  readonly processes: number;
  /** Milliseconds in which it has to exit after `stop`. */
  readonly stopMs: number;
}

export const ADAPTER_LIMITS: AdapterLimits = {
  lineBytes: 4 * 1024 * 1024,
  stderrBytes: 512 * 1024,
  memoryBytes: 2 * 1024 * 1024 * 1024,
  processes: 200,
  stopMs: 5000,
};

export interface AdapterOptions {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly limits?: Partial<AdapterLimits>;
  /** Told of all that is written to standard error. */
  readonly onStderr?: (chunk: Buffer) => void;
}

interface Waiting {
  /** What was commanded. */
  readonly does: AdapterCommand["do"];
  readonly resolve: (answer: AdapterAnswer) => void;
  readonly reject: (fault: AdapterFault) => void;
}

const WATCH_MS = 500;

/** An adapter and the conversation with it. */
export class AdapterProcess {
  readonly #child: ChildProcessByStdio<Writable, Readable, Readable>;
  readonly #limits: AdapterLimits;
  readonly #lines: LineReader;
  readonly #waiting = new Map<number, Waiting>();
  readonly #exited: Promise<void>;
  /** It has exited, and all that it wrote is read. */
  readonly #closed: Promise<void>;
  readonly #watch: NodeJS.Timeout;
  #stderr = Buffer.alloc(0);
  #lastId = 0;
  #fault: AdapterFault | undefined;
  #stopping = false;
  #ended: Promise<AdapterFault | undefined> | undefined;
  #code: number | null | undefined;

  private constructor(words: readonly string[], options: AdapterOptions) {
    this.#limits = { ...ADAPTER_LIMITS, ...options.limits };
    this.#lines = new LineReader(this.#limits.lineBytes);
    const [program = "", ...args] = words;
    this.#child = spawn(program, args, {
      cwd: options.cwd,
      env: options.env,
      stdio: ["pipe", "pipe", "pipe"],
      // A group of its own, so that it ends with all its children.
      detached: process.platform !== "win32",
      windowsHide: true,
    });
    this.#exited = new Promise((resolve) => {
      this.#child.once("error", (error) => {
        this.#break(new AdapterFault(`the adapter cannot be started: ${error.message}`));
        resolve();
      });
      this.#child.once("exit", (code, signal) => {
        this.#code = code;
        if (!this.#stopping)
          this.#break(new AdapterFault(`the adapter ended by itself, with ${signal ?? `exit code ${code}`}`));
        resolve();
      });
    });
    this.#closed = new Promise((resolve) => this.#child.once("close", () => resolve()));
    // A pipe that breaks is told by the exit.
    this.#child.stdin.on("error", () => undefined);
    this.#child.stdout.on("data", (chunk: Buffer) => this.#read(chunk));
    this.#child.stderr.on("data", (chunk: Buffer) => {
      options.onStderr?.(chunk);
      this.#stderr = Buffer.concat([this.#stderr, chunk]).subarray(-this.#limits.stderrBytes);
    });
    this.#watch = setInterval(() => this.#lookAtMemory(), WATCH_MS);
    this.#watch.unref();
  }

  /**
   * Starts an adapter.
   * @param words program and arguments
   * @param options folder, environment and bounds
   * @returns at once: a program that does not start is a fault of the first call
   */
  static start(words: readonly string[], options: AdapterOptions): AdapterProcess {
    return new AdapterProcess(words, options);
  }

  /** Whether it broke the protocol, or is gone. */
  get fault(): AdapterFault | undefined {
    return this.#fault;
  }

  /** Whether it takes no more commands. */
  get isOver(): boolean {
    return this.#stopping || this.#fault !== undefined;
  }

  /** Commands that were not answered yet, the oldest first. */
  get unanswered(): readonly string[] {
    return [...this.#waiting.values()].map(({ does }) => does);
  }

  /**
   * Gives a command and waits for its answer.
   * @param limitMs how long, in milliseconds
   * @throws AdapterFault for silence past the limit, an early exit or a line that is no answer
   */
  async call(command: AdapterCommand, limitMs: number): Promise<AdapterAnswer> {
    let timer: NodeJS.Timeout | undefined;
    const silence = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(this.#silent(command, limitMs)), limitMs);
    });
    try {
      return await Promise.race([this.send(command), silence]);
    } finally {
      clearTimeout(timer);
    }
  }

  /**
   * Gives a command without a limit: whoever waits for the answer says when to stop waiting, with `giveUp`.
   * @throws AdapterFault for an early exit or a line that is no answer
   */
  send(command: AdapterCommand): Promise<AdapterAnswer> {
    if (this.#fault !== undefined) return Promise.reject(this.#fault);
    this.#lastId += 1;
    const id = this.#lastId;
    const answered = new Promise<AdapterAnswer>((resolve, reject) => {
      this.#waiting.set(id, { does: command.do, resolve, reject });
    });
    // Whoever gave up waiting is not to end the process by it.
    answered.catch(() => undefined);
    this.#child.stdin.write(`${JSON.stringify({ id, ...command })}\n`);
    return answered;
  }

  /** Ends an adapter that did not answer. */
  giveUp(command: AdapterCommand, waitedMs: number): AdapterFault {
    return this.#silent(command, waitedMs);
  }

  /** The last of what it wrote to standard error. */
  stderr(): string {
    return this.#stderr.toString("utf8");
  }

  /**
   * Stops it: `stop`, five seconds, and then by force, with all its processes. Once; later calls give the same.
   * @returns what was wrong with its end, if anything was
   */
  close(): Promise<AdapterFault | undefined> {
    this.#ended ??= this.#end();
    return this.#ended;
  }

  async #end(): Promise<AdapterFault | undefined> {
    clearInterval(this.#watch);
    let fault: AdapterFault | undefined;
    if (this.#fault === undefined) {
      this.#stopping = true;
      fault = await this.#stop();
    }
    endGroup(this.#child);
    await this.#exited;
    return fault;
  }

  async #stop(): Promise<AdapterFault | undefined> {
    let isAnswered = false;
    const noteAnswer = () => {
      isAnswered = true;
    };
    this.send({ do: "stop" }).then(noteAnswer, () => undefined);
    this.#child.stdin.end();
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, this.#limits.stopMs);
    });
    await Promise.race([this.#closed, late]);
    clearTimeout(timer);
    if (this.#fault !== undefined) return this.#fault;
    if (this.#code === undefined)
      return new AdapterFault(`the adapter did not exit within ${this.#limits.stopMs} ms of stop`);
    if (this.#code !== 0) return new AdapterFault(`after stop the adapter exited with ${this.#code ?? "a signal"}`);
    return isAnswered ? undefined : new AdapterFault("the adapter did not answer stop");
  }

  #silent({ do: what }: AdapterCommand, waitedMs: number): AdapterFault {
    const fault = new AdapterFault(`the adapter did not answer ${what} within ${Math.round(waitedMs)} ms`);
    this.#break(fault);
    return fault;
  }

  #read(chunk: Buffer): void {
    if (this.#fault !== undefined) return;
    const { lines, tooLong } = this.#lines.push(chunk);
    for (const line of lines) this.#take(line);
    if (tooLong !== undefined) {
      this.#break(
        new AdapterFault(`the adapter wrote a line of more than ${this.#limits.lineBytes} bytes`, tooLong.toString()),
      );
    }
  }

  #take(bytes: Buffer): void {
    if (this.#fault !== undefined) return;
    const line = bytes.toString("utf8");
    const parsed = isUtf8(bytes) ? parseAnswer(line) : { problem: "the bytes are not UTF-8" };
    if ("problem" in parsed) {
      this.#break(new AdapterFault(`the adapter wrote a line that is none of the protocol: ${parsed.problem}`, line));
      return;
    }
    const waiting = this.#waiting.get(parsed.id);
    this.#waiting.delete(parsed.id);
    if (waiting === undefined) this.#break(new AdapterFault("the adapter answered no command", line));
    else waiting.resolve(parsed.answer);
  }

  /** The first fault is the one that counts; after it nothing is believed, and the group ends. */
  #break(fault: AdapterFault): void {
    if (this.#fault !== undefined) return;
    this.#fault = fault;
    clearInterval(this.#watch);
    for (const { reject } of this.#waiting.values()) reject(fault);
    this.#waiting.clear();
    endGroup(this.#child);
  }

  #lookAtMemory(): void {
    const { pid } = this.#child;
    const used = pid === undefined ? undefined : groupMemory(pid);
    if (used === undefined) return;
    const { memoryBytes, processes } = this.#limits;
    if (used.bytes > memoryBytes)
      this.#break(new AdapterFault(`the adapter used more than ${memoryBytes} bytes of memory`));
    else if (used.processes > processes)
      this.#break(new AdapterFault(`the adapter ran more than ${processes} processes`));
  }
}
