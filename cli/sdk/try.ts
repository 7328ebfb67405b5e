/** The `sdk try` command: a conversation with an adapter as lines, for whoever is writing one. */
import pc from "picocolors";
import { cut, visible } from "../../evidence/text.js";
import { terminalOptionsOf } from "../../reports/terminal.js";
import type { AdapterCommand } from "../../sdk/adapter/protocol.js";
import { businessParametersOf } from "../../sdk/check/parameters.js";
import type { Arrival } from "../../sdk/service/arrival.js";
import { EXIT_CODES } from "../../verdict/judgement.js";
import { type AdapterOptions, adapterOf, adapterWords, tellOn } from "../adapter-options.js";
import type { Io } from "../io.js";
import { listenForStop } from "../stopping.js";
import { faultInWords } from "./identify.js";
import { type RehearsedStep, rehearse } from "./rehearsal.js";

/**
 * Has one conversation with an adapter and shows it.
 * @returns 0, or 4 where the adapter broke the protocol
 * @throws UsageError when there is nothing to start
 */
export async function tryCommand(options: AdapterOptions, io: Io): Promise<number> {
  const stopping = listenForStop();
  const paint = pc.createColors(terminalOptionsOf(io.stdout, process.env).color);
  const show = (line: string) => io.stdout.write(`${line}\n`);
  let told = 0;
  try {
    const begun = (command: AdapterCommand) => show(`${paint.bold("→")} ${bounded(JSON.stringify(command))}`);
    for await (const step of rehearse(await adapterOf(options, tellOn(io)), stopping.signal, begun)) {
      for (const arrival of step.arrivals) for (const line of arrivalLines(arrival)) show(paint.dim(`    ${line}`));
      for (const line of linesOf(step.stderr.slice(told))) show(paint.dim(`    standard error: ${line}`));
      told = step.stderr.length;
      if (stopping.signal.aborted) return EXIT_CODES.certifiesNothing;
      if (step.fault !== undefined) {
        show(`${paint.red("✗")} ${faultInWords(step.fault, "")}`);
        return EXIT_CODES.suiteFault;
      }
      show(`${paint.green("←")} ${answerLine(step)} ${paint.dim(`(${Math.round(step.ms)} ms)`)}`);
    }
    show(`\nThe adapter speaks the protocol. The verdict: npx gwlb-conformance sdk run ${adapterWords(options)}`);
    return EXIT_CODES.conformant;
  } finally {
    stopping.end();
  }
}

const LINE_BYTES = 2_000;

/** Text of the adapter on one line of its own. */
function bounded(text: string): string {
  return cut(visible(text), LINE_BYTES);
}

function answerLine({ answer }: RehearsedStep): string {
  switch (answer?.is) {
    case undefined:
      return "it has ended with 0";
    case "ok":
      return bounded(`ok ${JSON.stringify(answer.ok)}`);
    case "error":
      return bounded(`error ${JSON.stringify(answer.error)}`);
    case "unsupported":
      return bounded(`unsupported ${JSON.stringify(answer.why)}`);
  }
}

/** A request as it arrived, what its signature is worth, and what it was answered. */
function arrivalLines(arrival: Arrival): string[] {
  const { method, target, signature, treatment } = arrival;
  const action = arrival.raw.headers["x-acs-action"];
  const { scheme, problem } = signature;
  const signed = problem === undefined ? `signature ${scheme.toUpperCase()}, valid` : `signature: ${problem}`;
  return [
    `${method} ${target}${typeof action === "string" ? `, ${action}` : ""}, ${signed}`,
    ...businessParametersOf(arrival).map(([name, value]) => `  ${name} = ${value}`),
    treatment.is === "replied" ? `HTTP ${treatment.status} ${treatment.body}` : treatment.is,
  ].map(bounded);
}

function linesOf(text: string): string[] {
  return text === "" ? [] : text.trimEnd().split("\n").map(bounded);
}
