/** A run on the terminal: progress while the exercise goes on, and the verdict as soon as it is there, whatever Playwright still does. */
import { existsSync } from "node:fs";
import { RunLogReader } from "../../evidence/run-log.js";
import type { RunPlan } from "../../exercise/plan.js";
import { ownPart } from "../../exercise/shards/division.js";
import type { Report } from "../../reports/report.js";
import { renderTerminal, terminalOptionsOf } from "../../reports/terminal.js";
import type { Io } from "../io.js";
import { filesOf } from "./brief.js";
import { Progress } from "./progress.js";
import { reportRun } from "./report-run.js";

const LOOK_MS = 100;

/** How the process of the projects ended. */
export interface ProjectsEnd {
  readonly interrupted: boolean;
  /** Its last words; it has none as a rule. */
  readonly words: string;
}

export class RunShow {
  readonly #plan: RunPlan;
  readonly #io: Io;
  readonly #progress: Progress;
  readonly #log: RunLogReader;
  readonly #timer: NodeJS.Timeout;
  #begun = false;
  #report: Promise<Report> | undefined;

  /** Shows a run from now on. */
  constructor(plan: RunPlan, io: Io) {
    this.#plan = plan;
    this.#io = io;
    this.#progress = new Progress(
      io.stderr,
      io.stderr.isTTY === true,
      ownPart(plan.requirements, plan.config.run).length,
    );
    this.#log = new RunLogReader(filesOf(plan.config.run.output).log);
    this.#timer = setInterval(() => this.#look(), LOOK_MS);
  }

  /** Tells the end of the run, as far as it was not told before. @returns the report */
  async end({ interrupted, words }: ProjectsEnd): Promise<Report> {
    this.#look();
    this.close();
    const faults = this.#begun || interrupted ? [] : [`the checks did not start: ${words}`];
    const told = this.#report !== undefined;
    this.#report ??= this.#tell(reportRun(this.#plan, { interrupted, faults }));
    const report = await this.#report;
    if (told && words !== "") this.#io.stderr.write(`${words}\n`);
    return report;
  }

  /** Ends the progress, however the run ended. */
  close(): void {
    clearInterval(this.#timer);
    this.#progress.end();
  }

  #look(): void {
    for (const event of this.#log.read()) {
      this.#begun = true;
      if (event.is === "record") this.#progress.add(event.record);
    }
    if (this.#report !== undefined || !existsSync(filesOf(this.#plan.config.run.output).report)) return;
    this.close();
    this.#report = this.#tell(reportRun(this.#plan));
  }

  async #tell(concluded: Promise<Report>): Promise<Report> {
    const report = await concluded;
    this.#io.stdout.write(`${renderTerminal(report, terminalOptionsOf(this.#io.stdout, process.env))}\n`);
    return report;
  }
}
