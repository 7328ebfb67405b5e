/** What a target has to offer beside CreateListener, and what is lost without it, as Markdown: made from the data that runs and `doctor` go by. */
import { ASSUMPTION_IDS, ASSUMPTIONS } from "../../contract/assumptions.js";
import { CREATIONS } from "../../contract/needs.js";
import { NEIGHBOUR_USES, type NeighbourUse, OCCASIONAL_USES } from "../../target/neighbours/uses.js";
import {
  type Block,
  code,
  comment,
  documentText,
  heading,
  paragraph,
  prose,
  type Span,
  table,
  words,
} from "../../reports/markdown-pieces.js";

const INTRODUCTION =
  "Only CreateListener is judged, and the reads that its page names. Every other operation is a tool: it worked if it was answered with a 2xx " +
  "and its effect is there, whatever its body looks like, an empty one included. Where one cannot be used, a run does with less: its report " +
  "says at the top which operation answered what, and what that cost.";
const SCARCITY =
  "Where listeners cannot be removed, each idle load balancer is worth one creation. Dry runs and refused requests use none up; creations " +
  "go to the clauses below, in this order, one load balancer being kept for what makes no listener wherever there are several. Clauses that one " +
  "creation shows together stand in one line.";

const LISTS =
  "Lists are read for what stands on one load balancer, whatever the target makes of filters and pages: a filter that is ignored is applied " +
  "here, a NextToken that leads to what was listed before is left, a wrong TotalCount is not believed, and a list that ends too early is asked for " +
  "once more in larger pages. The report names what was met; a list that cannot be had as a whole is none, and the report says why.";
const UNREADABLE =
  "A body that cannot be read (cut, no JSON, no UTF-8, an encoding that nobody asked for, empty where something is to be read) is never taken for an " +
  "operation that does not exist. At CreateListener and GetListenerAttribute it is an advisory finding, at other operations a note in the report, with " +
  "the bytes that stood there.";
const STATIC =
  "A target that answers the same to everything is a static mock (Prism or WireMock with one example). `doctor` finds that out with dry runs of what " +
  "cannot exist, and says which clauses can be learned from one answer; a run puts these and waits for nothing.";
const LIMIT =
  "How many listeners a load balancer takes is found out once, with listeners that are removed again. Another number than " +
  "`expect.listenersPerLoadBalancer` is one advisory finding; clauses on the limit fill load balancers up to the last place first.";

/** The document on what a target offers. */
export function offerReference(): string {
  return documentText([
    heading(1, "What a target offers"),
    comment("Made by `npm run docs` from target/neighbours/uses.ts and contract/needs.ts. Do not edit."),
    paragraph(words(INTRODUCTION)),
    heading(2, "Operations that every run uses"),
    operations(NEIGHBOUR_USES),
    heading(2, "Operations that are used in passing, or where the configuration asks for it"),
    operations(OCCASIONAL_USES),
    heading(2, "Lists, and bodies that cannot be read"),
    paragraph(words(LISTS)),
    paragraph(words(UNREADABLE)),
    heading(2, "Static mocks"),
    paragraph(...prose(STATIC)),
    heading(2, "Listeners per load balancer"),
    paragraph(...prose(LIMIT)),
    heading(2, "Where listeners cannot be removed"),
    paragraph(words(SCARCITY)),
    table(
      ["load balancers", "clauses"],
      CREATIONS.map(({ loadBalancers, clauses }) => [words(String(loadBalancers)), clauses.flatMap(separated)]),
    ),
  ]);
}

function operations(uses: Readonly<Record<string, NeighbourUse>>): Block {
  return table(
    ["operation", "members of its answers that are read", "needed for", "without it"],
    Object.entries(uses).map(([operation, { members, neededFor, without }]) => [
      code(operation),
      members.flatMap(separated),
      prose(neededFor),
      prose(without),
    ]),
  );
}

function separated(name: string, index: number): Span[] {
  return index === 0 ? [code(name)] : [words(", "), code(name)];
}

/** The assumption ledger as a document. */
export function assumptionReference(): string {
  return documentText([
    heading(1, "Assumptions"),
    comment("Made by `npm run docs` from contract/assumptions. Do not edit."),
    paragraph(
      words(
        `The page is silent, or contradicts itself, in ${ASSUMPTION_IDS.length} places that matter. For each: the question, the reading that this suite takes, what follows for a target that reads it otherwise, and the clauses that stand on it.`,
      ),
    ),
    table(
      ["assumption", "question", "reading", "consequence", "clauses"],
      ASSUMPTION_IDS.map((id) => {
        const { question, reading, consequence, requirements } = ASSUMPTIONS[id];
        return [code(id), words(question), words(reading), words(consequence), requirements.flatMap(separated)];
      }),
    ),
  ]);
}
