/** The groups of Allure's page, in the order in which they are to be read: the verdict, the sections, and what is not graded at the end. */
import { type Kind, SDK_SECTIONS, SECTIONS } from "../../contract/requirement.js";
import { isOfSdk } from "../overview.js";
import type { RequirementReport } from "../report.js";

/** Label that holds the group of a result. */
export const GROUP_LABEL = "group";

const VERDICT = "Verdict";
const NOT_GRADED: Readonly<Record<Exclude<Kind, "required">, string>> = {
  advisory: "Not graded: customs",
  probe: "Not graded: what the page leaves open",
};

/** The group of the result for the run as a whole. */
export const GROUP_OF_VERDICT = numbered(0, VERDICT);

/** The group of a requirement. Allure sorts groups by name, so each begins with its place. */
export function groupOf(requirement: Pick<RequirementReport, "id" | "kind" | "section">): string {
  const { kind, section } = requirement;
  const sections = isOfSdk(requirement) ? SDK_SECTIONS : SECTIONS;
  const order: readonly string[] = [VERDICT, ...sections, NOT_GRADED.advisory, NOT_GRADED.probe];
  const name = kind === "required" ? section : NOT_GRADED[kind];
  return numbered(order.indexOf(name), name);
}

function numbered(place: number, name: string): string {
  return `${String(place).padStart(2, "0")} ${name}`;
}
