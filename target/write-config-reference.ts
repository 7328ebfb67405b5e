import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { configReference } from "./config-reference.js";

const file = fileURLToPath(new URL("../../docs/configuration.md", import.meta.url));
mkdirSync(dirname(file), { recursive: true });
writeFileSync(file, configReference());
