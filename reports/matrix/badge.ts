/** A picture of one line that says what came of a target, for its README. */
import { makeBadge } from "badge-maker";
import type { MatrixTarget } from "./page/data.js";

const COLORS = { conformant: "#2e7d32", "not-conformant": "#b3261e", inconclusive: "#8a6d00" } as const;

/**
 * Draws the badge of a target. It claims no more than the report: profile, day, and whether there was a certificate.
 * @returns a whole SVG document
 */
export function badgeOf({ is, verdict, certified, violated, profile, endedAt }: MatrixTarget): string {
  const words = {
    conformant: certified ? "conformant" : "conformant, no certificate",
    "not-conformant": `not conformant (${violated} violated)`,
    inconclusive: "inconclusive",
  }[verdict];
  return makeBadge({
    label: is === "sdk" ? "CreateListener SDK" : "CreateListener",
    message: `${words}, ${profile}, ${endedAt.slice(0, 10)}`,
    color: verdict === "conformant" && !certified ? COLORS.inconclusive : COLORS[verdict],
    style: "flat",
  });
}
