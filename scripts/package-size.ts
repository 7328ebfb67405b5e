/** What `npm pack` would publish: that it is small, whole, and holds nothing that is of no use to others. */
import { execFileSync } from "node:child_process";
import { fileURLToPath, pathToFileURL } from "node:url";

/** Bytes of the package at most, packed. */
export const MOST_BYTES = 2_000_000;

/** What whoever installs it relies on. */
const NEEDED = [
  ...["package.json", "README.md", "LICENSE", "CHANGELOG.md", "SECURITY.md", "dist/cli/main.js"],
  ...["schemas/config.schema.json", "schemas/report.schema.json", "docs/cli.md", "docs/nightly.md"],
];

/** Of no use to others: tests, what is made for them, and tools of this repository. */
const OF_NO_USE = /\.test\.(js|d\.ts)$|\/testing\/|^dist\/(bench|scripts)\/|\.tsbuildinfo$|__pycache__|node_modules\//u;

/** A package as npm would make it. */
export interface Packed {
  /** Bytes. */
  readonly size: number;
  readonly files: readonly { readonly path: string }[];
}

/**
 * Asks npm what it would publish of this checkout.
 * @throws when npm fails
 */
export function packed(): Packed {
  const text = execFileSync("npm", ["pack", "--dry-run", "--json", "--ignore-scripts"], {
    cwd: fileURLToPath(new URL("../..", import.meta.url)),
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  const [first]: readonly Packed[] = JSON.parse(text);
  if (first === undefined) throw new Error("npm pack named no package");
  return first;
}

/** What is wrong with a package, one sentence each. */
export function problemsOf({ size, files }: Packed): string[] {
  const paths = new Set(files.map(({ path }) => path));
  return [
    ...(size > MOST_BYTES ? [`it has ${size} bytes, more than ${MOST_BYTES}`] : []),
    ...NEEDED.filter((path) => !paths.has(path)).map((path) => `${path} is missing`),
    ...[...paths].filter((path) => OF_NO_USE.test(path)).map((path) => `${path} is of no use to others`),
  ];
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const made = packed();
  const problems = problemsOf(made);
  for (const problem of problems) console.error(problem);
  console.log(`${made.files.length} files, ${made.size} bytes packed, ${problems.length} wrong`);
  process.exitCode = problems.length === 0 ? 0 : 1;
}
