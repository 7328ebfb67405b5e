/** The documents that `npm run docs` writes; a test compares the committed ones with these. */
import { configReference } from "../../target/config/config-reference.js";
import { createCommandLine } from "../program.js";
import { commandReference } from "./command-reference.js";
import { assumptionReference, offerReference } from "./offer-reference.js";
import { requirementReference, sdkRequirementReference } from "./requirement-reference.js";

/** A generated document. */
interface GeneratedDocument {
  /** Path in the repository. */
  readonly path: string;
  readonly text: string;
}

/** Every document that is made from the code. */
export function generatedDocuments(): GeneratedDocument[] {
  const { program } = createCommandLine(process);
  return [
    { path: "docs/cli.md", text: commandReference(program) },
    { path: "docs/configuration.md", text: configReference() },
    { path: "docs/requirements.md", text: requirementReference() },
    { path: "docs/sdk-requirements.md", text: sdkRequirementReference() },
    { path: "docs/what-a-target-offers.md", text: offerReference() },
    { path: "docs/assumptions.md", text: assumptionReference() },
  ];
}
