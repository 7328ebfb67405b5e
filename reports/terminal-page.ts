/** Lines for a terminal: headings, fields, wrapping, colour. */
import type pc from "picocolors";
import wrapAnsi from "wrap-ansi";
import { cut, visible, visibleLines } from "../evidence/text.js";
import type { CounterexampleCommand } from "./counterexample.js";

export type Colors = ReturnType<typeof pc.createColors>;

const FIELD_LABEL = 11;
/** A terminal is for reading; the whole text is in report.json. */
const FIELD_BYTES = 1024;

/** How much room a text has. */
interface Bounded {
  readonly most?: number;
  readonly tail?: string;
  readonly indent?: number;
  /** Colour of the label. */
  readonly paint?: (text: string) => string;
}

/** Collects lines; wraps what is prose, leaves alone what is to be copied. */
export class Page {
  readonly #lines: string[] = [];
  readonly #label: number;

  /** @param label columns of the labels of fields */
  constructor(
    readonly width: number,
    readonly paint: Colors,
    label = FIELD_LABEL,
  ) {
    this.#label = label;
  }

  heading(words: string): void {
    this.#lines.push("", this.paint.bold(words));
  }

  line(text: string): void {
    this.#lines.push(text);
  }

  /** A command, which is for copying and so never wrapped. */
  command({ label, command, note }: CounterexampleCommand, indent = 2): void {
    const margin = `\n${" ".repeat(this.#label + indent)}`;
    const head = `${" ".repeat(indent)}${this.paint.dim(label.padEnd(this.#label))}`;
    this.#lines.push(`${head}${visibleLines(command).replaceAll("\n", margin)}`);
    if (note !== undefined) this.field("", `(${note})`, indent);
  }

  block(text: string): void {
    this.#lines.push(...text.split("\n"));
  }

  /** A label and text that is wrapped beside it. */
  field(label: string, text: string, indent = 2): void {
    this.#push(label, this.#wrapped(text, indent, 0), indent);
  }

  /**
   * A label and as much of a text as has room beside it.
   * @param most lines
   * @param tail words of our own that end it however much is left out
   */
  bounded(
    label: string,
    text: string,
    { most = 1, tail = "", indent = 0, paint = this.paint.dim }: Bounded = {},
  ): void {
    const whole = this.#wrapped(text, indent, tail.length + 1);
    const shown = whole.slice(0, most);
    const last = shown.pop() ?? "";
    const end = whole.length > most ? `${last.trimEnd()}…` : last;
    this.#push(label, [...shown, `${end}${tail}`], indent, paint);
  }

  /** @param spare columns that are left free at the end of each line */
  #wrapped(text: string, indent: number, spare: number): string[] {
    const columns = Math.max(20, this.width - indent - this.#label - spare);
    return wrapAnsi(cut(visible(text), FIELD_BYTES), columns, { hard: true, trim: false }).split("\n");
  }

  #push(
    label: string,
    lines: readonly string[],
    indent: number,
    paint: (text: string) => string = this.paint.dim,
  ): void {
    for (const [index, line] of lines.entries()) {
      const isFirst = index === 0;
      const head = isFirst ? " ".repeat(indent) + paint(label.padEnd(this.#label)) : " ".repeat(indent + this.#label);
      // The blank at which a line was broken goes to the next one.
      this.#lines.push((head + (isFirst ? line : line.replace(/^ /u, ""))).trimEnd());
    }
  }

  text(): string {
    return `${this.#lines.join("\n")}\n`;
  }
}
