/** The night's Job without a cluster: its container as a process for each index, with the environment that Kubernetes would give it. */
import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
const SETTINGS = join(ROOT, "deploy/kubernetes");
const folder = mkdtempSync(join(tmpdir(), "gwlb-kubernetes-"));
after(() => rmSync(folder, { recursive: true }));

/** What the tests read of the file. */
interface CronJob {
  readonly spec: {
    readonly jobTemplate: {
      readonly spec: {
        readonly completions: number;
        readonly backoffLimitPerIndex: number;
        readonly template: {
          readonly spec: {
            readonly securityContext: { readonly runAsNonRoot: boolean };
            readonly containers: readonly [Container];
          };
        };
      };
    };
  };
}

interface Container {
  readonly command: readonly string[];
  readonly args: readonly string[];
  readonly env: readonly { readonly name: string; readonly value?: string }[];
  readonly securityContext: object;
  readonly volumeMounts: readonly { readonly name: string; readonly mountPath: string }[];
}

const cronJob: CronJob = parse(readFileSync(join(SETTINGS, "nightly.yaml"), "utf8"));
const job = cronJob.spec.jobTemplate.spec;
const [container] = job.template.spec.containers;
const SHARDS = Number(container.env.find(({ name }) => name === "SHARDS")?.value);

/**
 * Stands for the program: a run writes down how it was called and ends with the code in `CODES`, or when it is asked to stop; a merge writes a
 * report and ends with 1.
 */
const PROGRAM = `#!/usr/bin/env bash
words="$*"
output=\${words#*--output }
case $1 in
  history) echo "$words" >> "$RESULTS/calls"; exit 0 ;;
  merge) echo "$words" >> "$RESULTS/calls"; mkdir -p "$output"; echo '{}' > "$output/report.json"; exit 1 ;;
esac
echo "$words config=$GWLB_CONFORMANCE_CONFIG" > "$output/called"
if [ "\${HANG:-}" = yes ]; then
  trap 'sleep 0.3; echo cleaned > "$output/cleaned"; exit 5' TERM
  echo > "$output/ready"
  while :; do sleep 0.1; done
fi
codes=($CODES)
exit "\${codes[$JOB_COMPLETION_INDEX]}"
`;

/** Starts the container of one index. */
function start(index: number, results: string, more: Readonly<Record<string, string>>): ChildProcess {
  const bin = join(folder, "bin");
  mkdirSync(bin, { recursive: true });
  if (!existsSync(join(bin, "gwlb-conformance")))
    writeFileSync(join(bin, "gwlb-conformance"), PROGRAM, { mode: 0o755 });
  const here = (text: string) => text.replaceAll("/etc/gwlb", SETTINGS).replaceAll(/^\/results/gu, results);
  const env = Object.fromEntries(
    container.env.flatMap(({ name, value }) => (value === undefined ? [] : [[name, here(value)]])),
  );
  const [program = "", ...words] = [...container.command, ...container.args.map(here)];
  return spawn(program, words, {
    cwd: results,
    env: { ...env, NIGHT: "night-1", JOB_COMPLETION_INDEX: String(index), PATH: `${bin}:${process.env.PATH}`, ...more },
  });
}

async function codeOf(child: ChildProcess): Promise<number | null> {
  const [code]: (number | null)[] = await once(child, "close");
  return code ?? null;
}

function newResults(): string {
  return mkdtempSync(join(folder, "results-"));
}

test("every index is a shard but the last, and the job has room for nothing else", () => {
  assert.equal(job.completions, SHARDS + 1);
  assert.equal(job.backoffLimitPerIndex, 0);
  assert.equal(job.template.spec.securityContext.runAsNonRoot, true);
  assert.deepEqual(container.securityContext, {
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: true,
    capabilities: { drop: ["ALL"] },
  });
  assert.deepEqual(
    container.volumeMounts.map(({ mountPath }) => mountPath),
    ["/results", "/etc/gwlb", "/tmp"],
  );
});

test("shards that judged let their pods succeed, others do not, and the merge waits for all and ends with the verdict", async () => {
  const results = newResults();
  const merge = codeOf(start(SHARDS, results, {}));
  const shards = [0, 1, 2, 3].map((index) => codeOf(start(index, results, { CODES: "0 1 3 5" })));
  assert.deepEqual(await Promise.all(shards), [0, 0, 3, 0]);
  assert.equal(await merge, 1);
  const night = join(results, "night-1");
  assert.equal(
    readFileSync(join(night, "shard-2/called"), "utf8"),
    `run --shard 2/4 --output ${night}/shard-2 config=${SETTINGS}/gwlb.yaml\n`,
  );
  const folders = [1, 2, 3, 4].map((number) => `${night}/shard-${number}`).join(" ");
  assert.deepEqual(readFileSync(join(results, "calls"), "utf8").trim().split("\n"), [
    `merge ${folders} --output ${night}/report`,
    `history ${results}/history --add ${night}/report/report.json --notify-file ${night}/notice.json`,
  ]);
});

test("a pod that is stopped lets its run clean up first, and the merge does not wait for it", async () => {
  const results = newResults();
  const stopped = start(0, results, { HANG: "yes" });
  const shard = join(results, "night-1/shard-1");
  while (!existsSync(join(shard, "ready"))) await sleep(20);
  stopped.kill("SIGTERM");
  assert.equal(await codeOf(stopped), 0, "it ended as a run does that is stopped");
  assert.ok(existsSync(join(shard, "cleaned")));
  assert.equal(readFileSync(join(shard, "ended"), "utf8"), "5\n");
});

test("the merge loses patience with a shard that never ends, and merges what is there", async () => {
  const results = newResults();
  assert.equal(await codeOf(start(0, results, { CODES: "0" })), 0);
  assert.equal(await codeOf(start(SHARDS, results, { PATIENCE: "1" })), 1);
  assert.match(readFileSync(join(results, "calls"), "utf8"), /^merge \S+\/shard-1 --output /u);
});
