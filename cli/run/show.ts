/** A run on the terminal: progress while the exercise goes on, and the verdict as soon as it is there, whatever Playwright still does. */
import { existsSync } from "node:fs";
import { readPulse } from "../../evidence/pulse.js";
import { RunLogReader } from "../../evidence/run-log.js";
import type { RunPlan } from "../../exercise/plan.js";
import { ownPart } from "../../exercise/shards/division.js";
import type { Report } from "../../reports/report.js";
import { renderScreen } from "../../reports/screen.js";
import { renderTerminal, terminalOptionsOf } from "../../reports/terminal.js";
import type { Io } from "../io.js";
import { filesOf, type RunFiles } from "./brief.js";
import type { Progress } from "./progress.js";
import { reportRun } from "./report-run.js";

const LOOK_MS = 100;

/** How the process of the projects ended. */
interface ProjectsEnd {
  readonly interrupted: boolean;
  /** Its last words; it has none as a rule. */
  readonly words: string;
}

export class RunShow {
  readonly #plan: RunPlan;
  readonly #io: Io;
  readonly #verbose: boolean;
  readonly #progress: Progress;
  #parts = 0;
  readonly #log: RunLogReader;
  readonly #timer: NodeJS.Timeout;
  #begun = false;
  #report: Promise<Report> | undefined;

  /**
   * Shows a run from now on.
   * @param progress shows how it goes on
   * @param verbose whether all of the report is shown at the end
   */
  constructor(plan: RunPlan, io: Io, progress: Progress, verbose = false) {
    this.#plan = plan;
    this.#verbose = verbose;
    this.#io = io;
    this.#progress = progress;
    progress.begin(ownPart(plan.requirements, plan.config.run).length);
    this.#log = new RunLogReader(filesOf(plan.config.run.output).log);
    this.#timer = setInterval(() => this.#look(), LOOK_MS);
  }

  /** Tells the end of the run, as far as it was not told before. @returns the report */
  async end({ interrupted, words }: ProjectsEnd): Promise<Report> {
    this.#look();
    this.close();
    this.#progress.enter("cleaning up");
    const faults = this.#begun || interrupted ? [] : [`the checks did not start: ${words}`];
    const told = this.#report !== undefined;
    this.#report ??= this.#tell(reportRun(this.#plan, { interrupted, faults }));
    const report = await this.#report;
    if (told && words !== "") this.#progress.beside(() => this.#io.stderr.write(`${words}\n`));
    return report;
  }

  /** Looks no more, however the run ended. */
  close(): void {
    clearInterval(this.#timer);
  }

  #look(): void {
    for (const event of this.#log.read()) {
      this.#begun = true;
      if (event.is === "record") this.#progress.add(event.record);
      if (event.is === "begun") this.#parts = event.parts;
    }
    const files = filesOf(this.#plan.config.run.output);
    this.#hearParts(files);
    if (this.#report !== undefined || !existsSync(files.report)) return;
    this.#progress.enter("cleaning up");
    this.#report = this.#tell(reportRun(this.#plan));
  }

  /** The parts have cleaned up when the last of them says so; what Playwright does then is to write. */
  #hearParts({ pulse }: RunFiles): void {
    const pulses = Array.from({ length: Math.max(1, this.#parts) }, (_, part) => readPulse(pulse(part)));
    for (const [part, one] of pulses.entries()) if (one !== undefined) this.#progress.hear(part, one);
    if (this.#report !== undefined && pulses.every((one) => one?.over === true)) this.#progress.enter("Allure");
  }

  async #tell(concluded: Promise<Report>): Promise<Report> {
    const report = await concluded;
    const options = terminalOptionsOf(this.#io.stdout, process.env);
    const details = this.#verbose ? `${renderTerminal(report, options)}\n` : "";
    this.#progress.beside(() => this.#io.stdout.write(`${details}${renderScreen(report, options)}\n`));
    return report;
  }
}
