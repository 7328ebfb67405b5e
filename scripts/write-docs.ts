/** Writes the generated documents. Run by `npm run docs`. */
import { writeFileSync } from "node:fs";
import { generatedDocuments } from "../cli/documents/index.js";

const REPOSITORY = new URL("../../", import.meta.url);
for (const { path, text } of generatedDocuments()) writeFileSync(new URL(path, REPOSITORY), text);
