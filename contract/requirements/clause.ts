/** The shorthand in which clauses are written, with what most of them have in common. */
import type { Profile } from "../profile.js";
import type { Citation, EndpointSection, Heading, Kind, Requirement } from "../requirement.js";
import type { Situation } from "../situations.js";

const IDLE: readonly Situation[] = ["load-balancer/idle", "server-group/available"];
const EVERY_PROFILE: readonly Profile[] = ["smoke", "standard", "full"];

/** What a clause says; everything with a default is the common case. */
interface ClauseText {
  readonly statement: string;
  readonly breaks: string;
  readonly fragments?: readonly Citation[];
  readonly source?: string;
  /** Situations besides an idle load balancer and an available server group. */
  readonly also?: readonly Situation[];
  readonly profiles?: readonly Profile[];
}

/** A fragment of the page. */
export function on(locator: string, section: Heading, begins: string): Citation {
  return { locator, section, begins };
}

type ClauseMaker = (text: ClauseText) => Requirement;

/** Makers of the clauses of one section of the page, one per kind, and of citations from it. */
export function clausesOf(
  section: EndpointSection,
): Record<Kind, ClauseMaker> & { here(locator: string, begins: string): Citation } {
  const maker =
    (kind: Kind): ClauseMaker =>
    (text) => ({
      kind,
      section,
      statement: text.statement,
      breaks: text.breaks,
      fragments: text.fragments ?? [],
      ...(text.source === undefined ? {} : { source: text.source }),
      situations: [...IDLE, ...(text.also ?? [])],
      profiles: text.profiles ?? EVERY_PROFILE,
      validatedAt: "never",
    });
  return {
    required: maker("required"),
    advisory: maker("advisory"),
    probe: maker("probe"),
    here: (locator, begins) => on(locator, section, begins),
  };
}

/** Profiles of a clause whose check is too long for `smoke`. */
export const FROM_STANDARD: readonly Profile[] = ["standard", "full"];
