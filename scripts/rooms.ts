/** The rooms of the house and what each may import: the one table that `npm run lint` and the tests hold the code to. */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import ts from "typescript";

/** What a room may import of others: rooms, or single files. */
export interface RoomRule {
  readonly may: readonly string[];
  /** What its tests, and what is made for tests only, may import besides. */
  readonly testsMay?: readonly string[];
}

/** In the order in which a case goes through the house. A room that is not named may import whatever it wants. */
export const ROOMS: Readonly<Record<string, RoomRule>> = {
  contract: { may: [] },
  generators: { may: ["contract"] },
  evidence: { may: ["contract"] },
  target: { may: ["contract"], testsMay: ["emulator"] },
  exercise: { may: ["target", "generators", "evidence", "contract"], testsMay: ["emulator"] },
  specs: { may: ["exercise", "generators", "evidence", "contract"] },
  verdict: { may: ["evidence", "contract"] },
  reports: { may: ["verdict", "evidence", "contract"] },
  // Written from the page, not from the checks: it takes data from the contract, never a part of the judge.
  emulator: {
    may: [
      "contract/catalogue.ts",
      "contract/errors.ts",
      "contract/parameters.ts",
      "contract/profile.ts",
      "contract/situations.ts",
    ],
  },
  // A check's log is the same thing whoever is judged: what was seen, within bounds, and the outcome by what weighs most.
  // The service that clients meet is the emulator's; the reference client signs as this suite does.
  sdk: {
    may: [
      "emulator",
      "generators",
      "evidence",
      "contract",
      "exercise/check/check-log.ts",
      "target/wire/signing/acs3.ts",
      "target/wire/signing/encoding.ts",
      "target/wire/signing/rpc.ts",
    ],
  },
  // It begins and concludes a run with what the command line does that with.
  playwright: {
    may: [
      "cli/merge/read-shards.ts",
      "cli/merge/report-shards.ts",
      "cli/run/begin.ts",
      "cli/run/brief.ts",
      "cli/run/report-run.ts",
      "cli/run/prepare.ts",
      "sdk",
      "exercise",
      "verdict",
      "evidence",
      "reports",
      "target",
      "contract",
    ],
    testsMay: ["emulator", "cli"],
  },
};

/** One import of one file by another one, both relative to the root, with forward slashes. */
export interface Arrow {
  readonly from: string;
  readonly to: string;
}

/**
 * Imports, type imports included, that leave their file for another one of the house.
 * @param root absolute path of the checkout
 */
export function arrowsIn(root: string): Arrow[] {
  return sourceFiles(root).flatMap((from) => {
    const text = readFileSync(join(root, from), "utf8");
    return specifiersIn(from, text)
      .filter((specifier) => specifier.startsWith("."))
      .map((specifier) => ({ from, to: join(dirname(from), specifier).replaceAll(sep, "/").replace(/\.js$/u, ".ts") }));
  });
}

function sourceFiles(root: string): string[] {
  const left = new Set(["node_modules", "dist", ".git", "output"]);
  const inFolder = (folder: string): string[] =>
    readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
      const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) return left.has(entry.name) ? [] : inFolder(path);
      return path.endsWith(".ts") ? [path] : [];
    });
  return inFolder("");
}

function specifiersIn(file: string, text: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if ((ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier !== undefined) {
      if (ts.isStringLiteral(node.moduleSpecifier)) found.push(node.moduleSpecifier.text);
    } else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
      if (ts.isStringLiteral(node.argument.literal)) found.push(node.argument.literal.text);
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      const [argument] = node.arguments;
      if (argument !== undefined && ts.isStringLiteral(argument)) found.push(argument.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.ES2023));
  return found;
}

const roomOf = (file: string) => file.split("/")[0] ?? "";
const isForTests = (file: string) => file.endsWith(".test.ts") || file.includes("/testing/");

/** Arrows that go where their room may not. */
export function wrongWays(arrows: readonly Arrow[], rooms: Readonly<Record<string, RoomRule>> = ROOMS): Arrow[] {
  return arrows.filter(({ from, to }) => {
    const rule = rooms[roomOf(from)];
    if (rule === undefined || roomOf(from) === roomOf(to)) return false;
    const allowed = [...rule.may, ...(isForTests(from) ? (rule.testsMay ?? []) : [])];
    return !allowed.some((one) => one === to || one === roomOf(to));
  });
}

/**
 * Rings of files that import each other, directly or through others, types included. Each file stands in one ring at most.
 * @returns files of each ring, sorted; Tarjan's strongly connected components of more than one file
 */
export function ringsIn(arrows: readonly Arrow[]): string[][] {
  const next = new Map<string, string[]>();
  for (const { from, to } of arrows) next.set(from, [...(next.get(from) ?? []), to]);
  const number = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const rings: string[][] = [];
  const visit = (file: string): void => {
    number.set(file, number.size);
    low.set(file, number.get(file) ?? 0);
    stack.push(file);
    for (const other of next.get(file) ?? []) {
      if (!number.has(other)) visit(other);
      if (stack.includes(other)) low.set(file, Math.min(low.get(file) ?? 0, low.get(other) ?? 0));
    }
    if (low.get(file) !== number.get(file)) return;
    const ring = stack.splice(stack.indexOf(file));
    if (ring.length > 1) rings.push(ring.sort());
  };
  for (const file of next.keys()) if (!number.has(file)) visit(file);
  return rings;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const root = fileURLToPath(new URL("../..", import.meta.url));
  const arrows = arrowsIn(root);
  const problems = [
    ...wrongWays(arrows).map(({ from, to }) => `${from} imports ${to}: ${roomOf(from)} may not (scripts/rooms.ts)`),
  ];
  for (const problem of problems) console.error(problem);
  console.log(`${arrows.length} imports looked at, ${problems.length} wrong`);
  process.exitCode = problems.length === 0 ? 0 : 1;
}
