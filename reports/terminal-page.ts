/** Lines for a terminal: headings, fields, wrapping, colour. */
import type pc from "picocolors";
import wrapAnsi from "wrap-ansi";
import { cut, visible, visibleLines } from "../evidence/text.js";
import type { CounterexampleCommand } from "./counterexample.js";

export type Colors = ReturnType<typeof pc.createColors>;

const FIELD_LABEL = 11;
/** A terminal is for reading; the whole text is in report.json. */
const FIELD_BYTES = 1024;

/** Collects lines; wraps what is prose, leaves alone what is to be copied. */
export class Page {
  readonly #lines: string[] = [];
  constructor(
    readonly width: number,
    readonly paint: Colors,
  ) {}

  heading(words: string): void {
    this.#lines.push("", this.paint.bold(words));
  }

  line(text: string): void {
    this.#lines.push(text);
  }

  /** A command, which is for copying and so never wrapped. */
  command({ label, command, note }: CounterexampleCommand): void {
    const margin = `\n${" ".repeat(FIELD_LABEL + 2)}`;
    this.#lines.push(`  ${this.paint.dim(label.padEnd(FIELD_LABEL))}${visibleLines(command).replaceAll("\n", margin)}`);
    if (note !== undefined) this.field("", `(${note})`);
  }

  block(text: string): void {
    this.#lines.push(...text.split("\n"));
  }

  /** A label and text that is wrapped beside it. */
  field(label: string, text: string, indent = 2): void {
    const margin = indent + FIELD_LABEL;
    const wrapped = wrapAnsi(cut(visible(text), FIELD_BYTES), Math.max(20, this.width - margin), {
      hard: true,
      trim: false,
    });
    wrapped.split("\n").forEach((line, index) => {
      const head = index === 0 ? " ".repeat(indent) + this.paint.dim(label.padEnd(FIELD_LABEL)) : " ".repeat(margin);
      // The blank at which a line was broken goes to the next one.
      this.#lines.push((head + (index === 0 ? line : line.replace(/^ /u, ""))).trimEnd());
    });
  }

  text(): string {
    return `${this.#lines.join("\n")}\n`;
  }
}
