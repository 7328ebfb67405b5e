/** Violations beside everything else that a request can say: a check that another parameter makes a target skip is none. */
import { TCP_IDLE_TIMEOUT } from "../contract/parameters.js";
import { MINIMAL_DRAFT, type RequestDraft } from "../contract/request.js";
import type { Family, Specimen } from "./specimen.js";
import { plainTags } from "./tag.js";

/** Every optional parameter but DryRun, which is the lens's. The default time-out goes with any scheduler. */
const OTHERS: Omit<RequestDraft, "loadBalancer" | "serverGroup" | "dryRun"> = {
  listenerDescription: "beside-others",
  clientToken: { is: "unique", text: "beside-others" },
  tags: plainTags(2),
};

const isOnAvailableGroup = ({ serverGroup }: RequestDraft) =>
  JSON.stringify(serverGroup) === JSON.stringify(MINIMAL_DRAFT.serverGroup);

/**
 * A family with one case more in every run: its first violation in a request that says everything else as well.
 * @param family requests with one violation each; a family without any is left as it is
 */
export function besideOthers(family: Family): Family {
  const [first] = family.examples;
  if (first?.control === undefined) return family;
  const beside = withOthers(first, first.control);
  const keptIn = (lens: "dry-run" | "create") => Math.max(1, family.kept?.[lens] ?? 0);
  const place = Math.min(keptIn("dry-run"), keptIn("create"));
  return {
    ...family,
    examples: [...family.examples.slice(0, place), beside, ...family.examples.slice(place)],
    kept: { "dry-run": keptIn("dry-run") + 1, create: keptIn("create") + 1 },
  };
}

/** A case and its control twin with whatever neither of them says. */
function withOthers(specimen: Specimen, control: RequestDraft): Specimen {
  const tcpIdleTimeout = isOnAvailableGroup(control) ? TCP_IDLE_TIMEOUT.default * 2 : TCP_IDLE_TIMEOUT.default;
  const added = Object.fromEntries(
    Object.entries({ ...OTHERS, tcpIdleTimeout }).filter(([name]) => !(name in control) && !(name in specimen.draft)),
  );
  return { ...specimen, draft: { ...specimen.draft, ...added }, control: { ...control, ...added } };
}
