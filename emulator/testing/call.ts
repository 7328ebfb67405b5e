/** What the tests of this room use to speak to a running emulator over HTTP. */
import { type EmulatorOptions, type RunningEmulator, startEmulator } from "../index.js";

/** An answer, its body read as a JSON object. */
interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Readonly<Record<string, unknown>>;
}

/**
 * Calls an operation without a signature, parameters in the body.
 * @param endpoint of an emulator with `auth: "none"`
 * @param parameters as a record, or a body that is already encoded
 */
export async function call(
  endpoint: string,
  action: string,
  parameters: Readonly<Record<string, string>> | string = {},
): Promise<Answered> {
  const body = typeof parameters === "string" ? parameters : new URLSearchParams(parameters).toString();
  const response = await fetch(`${endpoint}/`, {
    method: "POST",
    headers: {
      "content-type": "application/x-www-form-urlencoded",
      "x-acs-action": action,
      "x-acs-version": "2024-04-15",
    },
    body,
    signal: AbortSignal.timeout(10_000),
  });
  return { status: response.status, headers: response.headers, body: asObject(await response.json()) };
}

function asObject(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new Error("not a JSON object");
  return Object.fromEntries(Object.entries(value));
}

/** The first id of a situation. */
export function idOf(emulator: RunningEmulator, situation: string, index = 0): string {
  const ids = emulator.situations[situation];
  const id = Array.isArray(ids) ? ids[index] : undefined;
  if (id === undefined) throw new Error(`the emulator has no ${situation} ${index}`);
  return id;
}

/** Runs a check against an emulator without signatures, which is stopped afterwards whatever happens. */
export async function withEmulator(
  options: EmulatorOptions,
  check: (emulator: RunningEmulator) => Promise<void>,
): Promise<void> {
  const emulator = await startEmulator({ auth: "none", ...options });
  try {
    await check(emulator);
  } finally {
    await emulator.close();
  }
}

/**
 * Waits until a read gives what is waited for, at most a few seconds.
 * @returns what was read last
 * @throws Error when it never came
 */
export async function until<Read>(read: () => Promise<Read>, done: (value: Read) => boolean): Promise<Read> {
  const deadline = performance.now() + 5_000;
  for (;;) {
    const value = await read();
    if (done(value)) return value;
    if (performance.now() > deadline) throw new Error(`never came: ${JSON.stringify(value)}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
