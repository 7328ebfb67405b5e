/** A proof for people at a terminal. */
import Table from "cli-table3";
import { counted } from "../../contract/words.js";
import { visible } from "../../evidence/text.js";
import { median } from "../../reports/measures.js";
import { causesInWords } from "./causes-found.js";
import type { ProofSubject } from "./job.js";
import type { MutantProof, Proof, VariantProof } from "./proof.js";
import { isFalseAlarm, scoreOf } from "./proof.js";

/**
 * Writes a proof as tables: mutants by area, what was not killed, variants, the score last.
 * @returns lines, with a line feed at the end
 */
export function renderProof(proof: Proof): string {
  const parts = [
    ...(proof.mutants.length > 0 ? [mutantTable(proof), ...survivors(proof.mutants)] : []),
    ...(proof.variants.length > 0 ? [variantTable(proof.variants), ...accusations(proof.variants)] : []),
    ...onlyAlone(proof),
    ...causes(proof),
    verdict(proof),
  ];
  return `${parts.join("\n")}\n`;
}

function causes({ causes: summary, mutants }: Proof): string[] {
  if (summary === undefined) return [];
  const astray = mutants.filter(({ causes: found }) => found !== undefined && found.place !== 1);
  return [
    "",
    `Causes: ${causesInWords(summary)}`,
    ...astray.map(({ name, causes: found }) => `  ${name}: true cause ${found?.place || "in none"} of ${found?.count}`),
  ];
}

const NO_FRAME = {
  chars: {
    top: "",
    "top-mid": "",
    "top-left": "",
    "top-right": "",
    bottom: "",
    "bottom-mid": "",
    "bottom-left": "",
    "bottom-right": "",
    left: "",
    "left-mid": "",
    mid: "",
    "mid-mid": "",
    right: "",
    "right-mid": "",
    middle: "  ",
  },
  style: { "padding-left": 0, "padding-right": 0, head: [], border: [] },
};

function mutantTable({ mutants, whole }: Proof): string {
  const areas = [...new Set(mutants.map(({ area }) => area))];
  const table = new Table({
    ...NO_FRAME,
    head: [
      "area",
      "mutants",
      "killed",
      "survived",
      "not fired",
      "requests to kill",
      "ms to kill",
      ...(whole ? ["in smoke", "others failed"] : []),
    ],
    colAligns: ["left", ...Array.from({ length: 8 }, () => "right" as const)],
  });
  for (const area of areas)
    table.push(
      mutantRow(
        area,
        mutants.filter((mutant) => mutant.area === area),
        whole,
      ),
    );
  table.push(mutantRow("all", mutants, whole));
  return table.toString();
}

function mutantRow(label: string, mutants: readonly MutantProof[], whole: boolean): (string | number)[] {
  const { killed, survived, notFired, errors } = scoreOf(mutants, []);
  const kills = mutants.filter(({ state }) => state === "killed");
  return [
    label,
    mutants.length,
    killed,
    survived + errors,
    notFired,
    median(kills.map(({ requests }) => requests)),
    median(kills.map(({ ms }) => ms)),
    ...(whole ? [kills.filter(({ profile }) => profile === "smoke").length, median(kills.map(othersFailed))] : []),
  ];
}

/** Required requirements that failed besides the one the mutant names. */
function othersFailed({ violated, requirement }: MutantProof): number {
  return violated.filter((id) => id !== requirement).length;
}

function survivors(mutants: readonly MutantProof[]): string[] {
  const standing = mutants.filter(({ state }) => state !== "killed");
  if (standing.length === 0) return [];
  return ["", "Not killed:", ...standing.map(survivor)];
}

function survivor({ name, state, title, requirement, violated, fired, problem }: MutantProof): string {
  const instead = violated.length === 0 ? "nothing failed" : `failed instead: ${violated.slice(0, 5).join(", ")}`;
  return [
    `  ${name} (${state}, fired ${fired}): ${title}`,
    `    names ${requirement}; ${problem === undefined ? instead : visible(problem)}`,
  ].join("\n");
}

function variantTable(variants: readonly VariantProof[]): string {
  const names = [...new Set(variants.map(({ name }) => name))];
  const table = new Table({
    ...NO_FRAME,
    head: ["variant", "seeds", "conformant", "median requests", "median ms"],
    colAligns: ["left", "right", "right", "right", "right"],
  });
  for (const name of names) {
    const runs = variants.filter((variant) => variant.name === name);
    table.push([
      name,
      runs.length,
      runs.filter(({ conformant }) => conformant).length,
      median(runs.map(({ requests }) => requests)),
      median(runs.map(({ ms }) => ms)),
    ]);
  }
  return `\n${table.toString()}`;
}

function accusations(variants: readonly VariantProof[]): string[] {
  const wronged = variants.filter(isFalseAlarm);
  if (wronged.length === 0) return [];
  return ["", "Not found conformant:", ...wronged.map(accusation)];
}

function accusation({ name, seed, title, accused, problem }: VariantProof): string {
  const reasons = accused.map(
    ({ requirement, outcome, reason }) => `    ${outcome} ${requirement}: ${visible(reason)}`,
  );
  return [
    `  ${name}, seed ${seed}: ${title}`,
    ...reasons,
    ...(problem === undefined ? [] : [`    ${visible(problem)}`]),
  ].join("\n");
}

/** What was killed only when nothing ran beside it is never counted in silence. */
function onlyAlone({ mutants }: Proof): string[] {
  const names = mutants.filter(({ alone, state }) => alone && state === "killed").map(({ name }) => name);
  return names.length === 0 ? [] : ["", `Killed only when put again with no other beside them: ${names.join(", ")}`];
}

const NOUNS: Readonly<Record<ProofSubject, { readonly mutant: string; readonly variant: string }>> = {
  endpoint: { mutant: "mutant", variant: "variant" },
  sdk: { mutant: "faulty client", variant: "differing client" },
};

function verdict(proof: Proof): string {
  const nouns = NOUNS[proof.subject];
  const { score, complete, durationMs, variants: runs } = proof;
  const silent = new Set(runs.filter(({ fired }) => fired === 0).map(({ name }) => name)).size;
  const { mutants, killed, variants, falseAlarms } = score;
  const parts = [
    ...(mutants > 0
      ? [
          `${killed} of ${counted(mutants, nouns.mutant)} killed ${proof.whole ? "in whole runs" : "by aimed checks"} (${((100 * killed) / mutants).toFixed(1)} %)`,
        ]
      : []),
    ...(variants > 0 ? [`${variants - falseAlarms} of ${counted(variants, nouns.variant)} conformant`] : []),
    ...(silent > 0 ? [`the difference of ${silent} not met with`] : []),
    `in ${(durationMs / 1_000).toFixed(0)} s`,
  ];
  return `\n${parts.join(", ")}${complete ? "" : "; a part only, so no proof of the whole"}`;
}
