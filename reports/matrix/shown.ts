/** Text of a report as a matrix shows it. */
import { cut, visible } from "../../evidence/text.js";

const TEXT_BYTES = 1024;

/** A text of a report, bounded and printable. */
export function shown(text: string): string {
  return cut(visible(text), TEXT_BYTES);
}
