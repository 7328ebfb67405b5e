/**
 * Thirty nights at a target that is restarted each day, slower each night, throttled on two, away for a moment on one, broken from the 12th to the
 * 14th, and visited by a second run on the 20th: nothing false is said on any of them, and nothing is left behind.
 */
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { request } from "undici";
import { type RunningEmulator, startEmulator } from "../../emulator/index.js";
import type { JudgedEntry } from "../../reports/history/entry.js";
import { readHistory } from "../../reports/history/history-file.js";
import { Ledger } from "../../target/ledger/ledger.js";
import { serveHttp } from "../../target/testing/server.js";
import { temporaryFolder } from "../testing/folder.js";
import { night } from "../testing/night.js";

const NIGHTS = 30;
const BROKEN = [12, 13, 14];
const THROTTLED = [17, 18];
const AWAY = 9;
const OVERLAPPED = 20;
const CLAUSES = [
  "create-listener.tcp-idle-timeout.minimum",
  "create-listener.tcp-idle-timeout.read-back",
  "create-listener.asynchronous.reaches-running",
  "create-listener.attributes.as-sent",
  "create-listener.tag.count",
];

const folder = temporaryFolder();
const history = join(folder, "history");
const state: { emulator?: RunningEmulator; night: number; asked: number } = { night: 0, asked: 0 };
const front = await serveHttp(async ({ url, headers: sent, body }, response) => {
  state.asked += 1;
  if (state.night === AWAY && state.asked > 60 && state.asked < 70) {
    response.destroy();
    return;
  }
  if (THROTTLED.includes(state.night) && state.asked % 9 === 0) {
    response
      .writeHead(429, { "content-type": "application/json" })
      .end('{"Code":"Throttling.User","Message":"slowly"}');
    return;
  }
  const headers = Object.fromEntries(
    ["x-acs-action", "x-acs-version", "content-type"].map((name) => [name, String(sent[name])]),
  );
  const answer = await request(`${state.emulator?.endpoint}${url}`, { method: "POST", headers, body });
  const type = String(answer.headers["content-type"]);
  const id = String(answer.headers["x-acs-request-id"]);
  const text = await answer.body.text();
  response.writeHead(answer.statusCode, { "content-type": type, "x-acs-request-id": id }).end(text);
});
after(() => front.close());

/** Listeners that stand at the target. */
async function standing(): Promise<unknown> {
  const headers = { "x-acs-action": "ListListeners", "x-acs-version": "2024-04-15" };
  const answer = await request(`${state.emulator?.endpoint}/`, { method: "POST", headers });
  const { TotalCount }: { readonly TotalCount: number } = JSON.parse(await answer.body.text());
  return TotalCount;
}

async function nightOf(number: number): Promise<void> {
  state.night = number;
  state.asked = 0;
  const emulator = await startEmulator({
    ...{ auth: "none", idleLoadBalancers: 6, numberedIds: true, transitionMs: 20 + number * 12 },
    ...(BROKEN.includes(number) ? { mutant: "timeout-59-accepted" } : {}),
  });
  state.emulator = emulator;
  const config = join(folder, "gwlb.json");
  const situations = emulator.situations;
  writeFileSync(config, JSON.stringify({ target: { endpoint: front.endpoint, auth: "none" }, situations }));
  const flags = { profile: "smoke", only: CLAUSES, output: join(folder, "out"), history };
  const source = { file: config, env: {}, flags: { ...flags, notifyFile: join(folder, "notice.json") } };
  try {
    const before = await standing();
    const second = number === OVERLAPPED ? async () => assert.deepEqual(await night(source), []) : undefined;
    assert.deepEqual(await night(source, second), [], `night ${number} left something`);
    const ledger = Ledger.open(join(folder, "out", "ledger.jsonl"), front.endpoint);
    assert.deepEqual(ledger.owned(), [], `night ${number} owns something still`);
    ledger.close();
    assert.equal(await standing(), before, `night ${number}: listeners that stand there`);
  } finally {
    await emulator.close();
  }
}

test("nothing false is said on any of thirty nights, and nothing is left behind", { timeout: 900_000 }, async () => {
  for (let number = 1; number <= NIGHTS; number += 1) await nightOf(number);
  const entries = await readHistory(history);
  assert.equal(entries.length, NIGHTS + 1);
  const unjudged = entries.flatMap((one) => (one.is === "unjudged" ? [one] : []));
  assert.deepEqual(
    unjudged.map(({ exitCode, reason }) => [exitCode, /another run is under way/u.test(reason)]),
    [[3, true]],
  );
  const nights = entries.filter((one): one is JudgedEntry => one.is === "judged");
  for (const [index, entry] of nights.entries()) {
    const number = index + 1;
    const said = { number, verdict: entry.verdict, clauses: entry.causes.map(({ clauses }) => clauses) };
    const isBroken = BROKEN.includes(number);
    const expected = isBroken
      ? { number, verdict: "not-conformant", clauses: [[CLAUSES[0]]] }
      : { number, verdict: "inconclusive", clauses: [] };
    assert.deepEqual(said, expected);
    if (!isBroken)
      assert.deepEqual(entry.withheld, ["the run looked at a part of its profile only"], `night ${number}`);
    assert.equal(entry.appeared.length, number === BROKEN[0] ? 1 : 0, `new on night ${number}`);
    assert.equal(entry.gone.length, number === 15 ? 1 : 0, `gone on night ${number}`);
    assert.deepEqual(entry.open, [], `night ${number}`);
  }
  const notice: { readonly slower?: object } = JSON.parse(readFileSync(join(folder, "notice.json"), "utf8"));
  assert.ok(notice.slower, "the listeners have become slower");
  assert.match(readFileSync(join(history, "history.md"), "utf8"), /\*\*listeners become slower: /u);
});
