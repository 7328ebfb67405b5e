/** Looking for the program that a command line begins with, so that a wrong command line is told in words for people. */
import { accessSync, constants, existsSync, statSync } from "node:fs";
import { delimiter, extname, join, resolve } from "node:path";

/** Where a program is looked for. */
interface Surroundings {
  /** Absolute path of the folder in which it is started. */
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
  readonly platform: NodeJS.Platform;
}

const INTERPRETERS: Readonly<Record<string, string>> = {
  ".py": "python3",
  ".js": "node",
  ".mjs": "node",
  ".cjs": "node",
  ".ts": "npx tsx",
  ".mts": "npx tsx",
  ".go": "go run",
  ".jar": "java -jar",
  ".java": "java",
  ".rb": "ruby",
  ".php": "php",
  ".sh": "sh",
};

/**
 * What is wrong with the program that a command line names.
 * @param words of the command line
 * @param command as it was typed
 * @returns one sentence, or `undefined` where there is nothing to be said against it
 */
export function programProblem(
  [program = "", ...rest]: readonly string[],
  command: string,
  surroundings: Surroundings,
): string | undefined {
  const { folder, platform } = surroundings;
  const isPath = program.includes("/") || (platform === "win32" && program.includes("\\"));
  if (!isPath) {
    return isOnPath(program, surroundings) ? undefined : `there is no program "${program}" on the PATH${hint()}`;
  }
  const path = resolve(folder, program);
  if (!existsSync(path) && !(platform === "win32" && existsSync(`${path}.exe`)))
    return `there is no file ${path}${hint()}`;
  if (!existsSync(path)) return undefined;
  if (statSync(path).isDirectory()) return `${path} is a folder; name the program in it`;
  if (isExecutable(path, platform)) return undefined;
  return `${path} is there, but may not be executed; ${withInterpreter(program, "make it executable (chmod +x)")}`;

  function hint(): string {
    if (/^\w+=/u.test(program)) return `; no shell is involved: to set a variable write "env ${command}"`;
    if (/\s/u.test(program))
      return "; quotes make one word of it: leave out the inner ones, unless the path has blanks";
    if (["cd", "export", "source", "."].includes(program) || rest.some(isOperator)) {
      return `; no shell is involved: for what only a shell can do write "sh -c '…'"`;
    }
    if (program.startsWith("~")) return "; no shell is involved, so ~ is no folder: write the path in full";
    if (/\\/u.test(command) && !/'[^']*\\[^']*'/u.test(command)) {
      return "; outside single quotes a backslash is taken away, as by a POSIX shell: put the path in single quotes, or write / for it";
    }
    if (platform === "win32" && /^(npx|npm|yarn|pnpm)$/u.test(program))
      return `; on Windows it is a script: write "cmd /c ${command}"`;
    if (!isPath && existsSync(join(folder, program)))
      return `; for the file in this folder ${withInterpreter(`./${program}`, `write "./${program}"`)}`;
    return "; give the command line that starts the adapter, as you would type it in this folder";
  }
}

function withInterpreter(program: string, otherwise: string): string {
  const interpreter = INTERPRETERS[extname(program)];
  return interpreter === undefined ? otherwise : `name what runs it: "${interpreter} ${program.replace(/^\.\//u, "")}"`;
}

function isOperator(word: string): boolean {
  return /^(\||\|\||&|&&|;|[<>]+)$/u.test(word);
}

function isOnPath(program: string, { env, platform }: Surroundings): boolean {
  const variable = Object.entries(env).find(([name]) => name.toUpperCase() === "PATH")?.[1] ?? "";
  const endings = platform === "win32" ? ["", ".exe", ".com"] : [""];
  return variable
    .split(delimiter)
    .filter((folder) => folder !== "")
    .some((folder) => endings.some((ending) => isFile(join(folder, program + ending), platform)));
}

function isFile(path: string, platform: NodeJS.Platform): boolean {
  try {
    return statSync(path).isFile() && isExecutable(path, platform);
  } catch {
    return false;
  }
}

function isExecutable(path: string, platform: NodeJS.Platform): boolean {
  if (platform === "win32") return true;
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
