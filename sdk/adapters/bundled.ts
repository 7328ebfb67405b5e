/** The adapters that come with the package, as data: what each drives, what has to be on the machine for it, how it is made ready and started. */
import { join } from "node:path";

export type BundledName = "typescript" | "pop-core" | "python" | "python-legacy" | "go" | "java";

/** One adapter of the package. */
export interface BundledAdapter {
  readonly language: string;
  /** What it drives, as its registry calls it. */
  readonly drives: string;
  /** Programs that have to be there, each with the argument that makes it tell its version. */
  readonly needs: readonly (readonly [program: string, argument: string])[];
  /** Files of the package that it is made from, by their names in the folder in which it is made ready. */
  readonly files: Readonly<Record<string, string>>;
  /** Commands that make it ready, run in that folder one after the other. */
  readonly setUp: readonly (readonly string[])[];
  /** The words that start it, from the folder in which it is ready and that of the package. */
  readonly start: (folder: string, suite: string) => readonly string[];
}

const windows = process.platform === "win32";
const PYTHON = windows ? "python" : "python3";

/** Files that lie beside each other in the package. */
function filesIn(folder: string, ...names: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(names.map((name) => [name, `${folder}/${name}`]));
}

/** An adapter in TypeScript: compiled in the package, its SDK from npm. */
function nodeAdapter(name: string, language: string, drives: string): BundledAdapter {
  return {
    language,
    drives,
    needs: [["npm", "--version"]],
    files: {
      ...filesIn(`dist/sdk/adapters/${name}`, "adapter.js"),
      "package.json": `sdk/adapters/${name}/package.json`,
      "npm-shrinkwrap.json": `sdk/adapters/${name}/npm-shrinkwrap.json`,
    },
    setUp: [["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"]],
    start: (folder) => [process.execPath, join(folder, "adapter.js")],
  };
}

/** An adapter in Python: in a virtual environment of its own. */
function pythonAdapter(name: string, drives: string): BundledAdapter {
  const python = (folder: string) => join(folder, "venv", ...(windows ? ["Scripts", "python.exe"] : ["bin", "python"]));
  return {
    language: "Python",
    drives,
    needs: [[PYTHON, "--version"]],
    files: filesIn(`sdk/adapters/${name}`, "requirements.txt"),
    setUp: [
      [PYTHON, "-m", "venv", "venv"],
      [python("."), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", "requirements.txt"],
    ],
    start: (folder, suite) => [python(folder), join(suite, "sdk", "adapters", name, "adapter.py")],
  };
}

export const BUNDLED_ADAPTERS: Readonly<Record<BundledName, BundledAdapter>> = {
  typescript: nodeAdapter("typescript", "TypeScript", "@alicloud/openapi-core"),
  "pop-core": nodeAdapter("pop-core", "JavaScript", "@alicloud/pop-core"),
  python: pythonAdapter("python", "alibabacloud_gwlb20240415"),
  "python-legacy": pythonAdapter("python-legacy", "aliyun-python-sdk-gwlb"),
  go: {
    language: "Go",
    drives: "github.com/alibabacloud-go/darabonba-openapi/v2",
    needs: [["go", "version"]],
    files: filesIn("sdk/adapters/go", "main.go", "generic.go", "go.mod", "go.sum"),
    setUp: [["go", "build", "-o", "adapter.exe", "."]],
    start: (folder) => [join(folder, "adapter.exe")],
  },
  java: {
    language: "Java",
    drives: "com.aliyun:tea-openapi",
    needs: [
      ["javac", "-version"],
      ["mvn", "--version"],
    ],
    files: filesIn("sdk/adapters/java", "Adapter.java", "pom.xml"),
    setUp: [
      ["mvn", "-B", "-q", "dependency:copy-dependencies", "-DincludeScope=runtime", "-DoutputDirectory=lib"],
      ["javac", "-nowarn", "-Xlint:none", "-cp", join("lib", "*"), "-d", "classes", "Adapter.java"],
    ],
    start: (folder) => {
      const classPath = [join(folder, "classes"), join(folder, "lib", "*")].join(windows ? ";" : ":");
      return ["java", "-Xmx512m", "-cp", classPath, "Adapter"];
    },
  },
};

export const BUNDLED_NAMES: readonly BundledName[] = [
  "typescript",
  "pop-core",
  "python",
  "python-legacy",
  "go",
  "java",
];

/** Whether a text names an adapter of the package. */
export function isBundledName(name: string): name is BundledName {
  return Object.hasOwn(BUNDLED_ADAPTERS, name);
}
