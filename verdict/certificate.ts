/** The text of a certificate, with what it does not establish. */
import type { Profile } from "../contract/profile.js";
import type { Kind, Requirement } from "../contract/requirement.js";
import { type Subject, sdkInWords } from "../evidence/subject.js";
import { visible } from "../evidence/text.js";
import type { Judgement } from "./judgement.js";

/** What a certificate must not be taken for. */
const NOT_ESTABLISHED: Readonly<Record<Subject["is"], readonly string[]>> = {
  endpoint: [
    "performance, durability or the data plane",
    "any operation but CreateListener, any endpoint or region but the one above",
    "any target but the one that answered, in the version that answered",
    "behaviour the documentation leaves open (probes record it, nobody grades it)",
  ],
  sdk: [
    "that the real service accepts what the SDK sends: the suite plays the service, from its documentation, over plain HTTP",
    "any operation but CreateListener, the read of a listener and, where announced, the wait for it",
    "any other version, runtime, platform or setting of the SDK: it ran with its own defaults",
    "TLS, proxies, credential providers, performance",
    "that the adapter adds nothing of its own: whatever it does is judged as the SDK's",
  ],
};

/** What a certificate says of a run. */
interface Certified {
  readonly suite: { readonly name: string; readonly version: string; readonly contractRevision: string };
  readonly target: Subject;
  readonly profile: Profile;
  readonly seed: number;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly endedAt: string;
  readonly requirements: readonly { readonly kind: Kind; readonly validatedAt: Requirement["validatedAt"] }[];
  readonly totals: { readonly requests: number };
  readonly judgement: Pick<Judgement, "exercised" | "required">;
}

/**
 * Writes the certificate of a run. Whether one is due is the verdict's business, not decided here.
 * @param report the run, all but its certificate
 * @returns lines of plain text, safe to print
 */
export function certificateText(report: Certified): string {
  const { suite, target, judgement } = report;
  return [
    ...headOf(target, report.profile),
    `Suite:     ${suite.name} ${suite.version}, contract revision ${suite.contractRevision}`,
    `Run:       seed ${report.seed}, ${report.startedAt} to ${report.endedAt}, ${report.totals.requests} requests`,
    `Result:    ${judgement.exercised} of ${judgement.required} required requirements exercised, none violated`,
    `Validated: ${validationStatement(report)}`,
    "This does not establish:",
    ...NOT_ESTABLISHED[target.is].map((line) => `  - ${line}`),
  ].join("\n");
}

function headOf(target: Subject, profile: Profile): string[] {
  if (target.is === "endpoint") {
    return [
      `CreateListener conformance certificate, profile ${profile}`,
      `Target:    ${visible(target.endpoint)}${target.embedded ? " (the embedded emulator)" : ""}, region ${visible(target.region)}, authentication ${target.auth}`,
    ];
  }
  return [
    `CreateListener SDK conformance certificate, profile ${profile}`,
    `SDK:       ${visible(sdkInWords(target))}`,
    `Adapter:   ${visible(target.adapter)}`,
    "Certifies: what the SDK sends for these calls, and what it makes of the answers",
  ];
}

/** Says how far the requirements themselves have been held against the real service. */
function validationStatement(report: Certified): string {
  const required = report.requirements.filter(({ kind }) => kind === "required");
  const validated = required.filter(({ validatedAt }) => validatedAt !== "never").length;
  return validated === 0
    ? "no requirement has been held against the real service yet; they rest on its documentation"
    : `${validated} of ${required.length} required requirements have been held against the real service; the others rest on its documentation`;
}
