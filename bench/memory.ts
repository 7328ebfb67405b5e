/**
 * Peak memory of an engine run with many cases against one with few: it must not grow with their number. Each run is a process of its own,
 * so that its peak is its own.
 */
import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { engineRun, isServed, startServer } from "./engine.js";

const FEW = 5_000;
const MANY = 100_000;
const CONCURRENCY = 32;

if (process.argv[2] === "run") process.once("message", (served) => void runOnce(served));
else await compare();

async function runOnce(served: unknown): Promise<void> {
  if (!isServed(served)) throw new Error("nobody said where the emulator is");
  await engineRun(served, CONCURRENCY, Number(process.argv[3]));
  process.send?.(process.resourceUsage().maxRSS);
  process.disconnect();
}

async function compare(): Promise<void> {
  const { child, served } = await startServer();
  try {
    const peak = (runs: number) =>
      new Promise<number>((resolve, reject) => {
        const run = fork(fileURLToPath(import.meta.url), ["run", String(runs)]);
        run.once("message", (kilobytes) => resolve(Number(kilobytes) / 1024));
        run.once("exit", (code) => code !== 0 && reject(new Error(`the run with ${runs} cases ended with ${code}`)));
        run.send(served);
      });
    const few = await peak(FEW);
    const many = await peak(MANY);
    console.log(
      `${FEW} cases: ${few.toFixed(0)} MiB, ${MANY} cases: ${many.toFixed(0)} MiB at most, ratio ${(many / few).toFixed(2)}`,
    );
  } finally {
    child.kill();
  }
}
