/** Faults in what is made of a number that is spelled in an unusual way. */
import { all, keep, spare } from "../alterations.js";
import type { Change } from "../fault.js";
import { area, type MutantText } from "./area.js";

/** Takes text of a certain look for a number, and keeps another one than it spells. */
function keepsAs(look: RegExp, kept: (text: string) => number): Change {
  const looks = (text: string | undefined) => text !== undefined && look.test(text);
  return all(
    spare("tcp-idle-timeout-integer", ({ tcpIdleTimeout }) => looks(tcpIdleTimeout)),
    spare("tcp-idle-timeout-range", ({ tcpIdleTimeout }) => looks(tcpIdleTimeout)),
    keep((_, { tcpIdleTimeout = "" }) =>
      looks(tcpIdleTimeout) ? { tcpIdleTimeout: kept(tcpIdleTimeout) } : undefined,
    ),
  );
}

const MUTANTS: readonly MutantText[] = (
  [
    [
      "exponent-cut",
      "A number with an exponent is accepted, and kept without it.",
      keepsAs(/^\d+(\.\d+)?e\d+$/i, (text) => Number.parseInt(text, 10)),
    ],
    [
      "point-dropped",
      "The point of 400.0 is dropped, so that 4000 seconds are kept.",
      keepsAs(/^\d+\.0$/, (text) => Number(text.replace(".", ""))),
    ],
    [
      "hexadecimal-digits-taken",
      "Of a hexadecimal number the decimal digits are kept.",
      keepsAs(/^0x[0-9a-f]+$/i, (text) => Number(text.slice(2).replaceAll(/\D/g, ""))),
    ],
    ["plus-is-minimum", "A number with a plus sign is kept as 60.", keepsAs(/^\+\d+$/, () => 60)],
    ["blank-is-maximum", "A number behind a blank is kept as 6000.", keepsAs(/^\s\d+$/, () => 6000)],
    ["other-digits-are-zero", "Digits of other scripts are kept as zero.", keepsAs(/^[٠-٩０-９]+$/, () => 0)],
    ["empty-is-zero", "An empty time-out is kept as zero.", keepsAs(/^$/, () => 0)],
    ["range-unchecked-with-fraction", "59.0 and 6001.0 are kept as 59 and 6001.", keepsAs(/^(59|6001)\.0$/, Number)],
  ] as const
).map(([name, title, mutate]) => ({
  name: `timeout-${name}`,
  title,
  requirement: "create-listener.tcp-idle-timeout.meaning",
  profile: "smoke",
  mutate,
}));

export const numberSpellingMutants = area("number-spelling", MUTANTS);
