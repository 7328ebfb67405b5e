/** Static mocks of several kinds are told from targets that look at what they are asked. */
import assert from "node:assert/strict";
import type { ServerResponse } from "node:http";
import { after, test } from "node:test";
import { startEmulator } from "../../emulator/index.js";
import { open } from "../testing/client.js";
import { answerJson, serveHttp } from "../testing/server.js";
import { staticMock } from "./static-mock.js";

const EXAMPLE = { RequestId: "CEF72CEB-54B6-4AE8-B225-F876FF7BA984", ListenerId: "lsn-j49ht1fxxqyv45example" };
let answers = 0;

type Serving = (action: string, response: ServerResponse, body: string) => void;

const MOCKS: Readonly<Record<string, Serving>> = {
  "the example of CreateListener, always": (_, response) => answerJson(response, 200, EXAMPLE),
  "an example for each action": (action, response) =>
    answerJson(response, 200, action === "CreateListener" ? EXAMPLE : { RequestId: "A", Listeners: [] }),
  "HTTP 404 to all but CreateListener": (action, response) =>
    action === "CreateListener"
      ? answerJson(response, 200, EXAMPLE)
      : response.writeHead(404, { "content-type": "text/plain" }).end("no stub mappings"),
  "a wrong content type": (_, response) =>
    response.writeHead(200, { "content-type": "text/html" }).end(JSON.stringify(EXAMPLE)),
  "a new RequestId each time": (_, response) => {
    answers += 1;
    answerJson(response, 200, { ...EXAMPLE, RequestId: `R${answers}` });
  },
  "an empty object": (_, response) => answerJson(response, 200, {}),
};

const OTHERS: Readonly<Record<string, Serving>> = {
  "refuses everything": (_, response) => answerJson(response, 400, { Code: "IllegalParam", RequestId: "R" }),
  "checks the form of requests": (_, response, body) =>
    body.includes("LoadBalancerId")
      ? answerJson(response, 200, EXAMPLE)
      : answerJson(response, 422, { Code: "SCHEMA_VALIDATION_ERROR" }),
  "makes something of everything": (_, response) => {
    answers += 1;
    answerJson(response, 200, { ...EXAMPLE, ListenerId: `lsn-${answers}` });
  },
};

const opened: (() => Promise<void>)[] = [];
after(async () => {
  for (const close of opened) await close();
});

async function lookAt(serve: Serving) {
  const server = await serveHttp(({ headers, body }, response) =>
    serve(String(headers["x-acs-action"]), response, body),
  );
  opened.push(() => server.close());
  return staticMock(open(server));
}

for (const [kind, serve] of Object.entries(MOCKS)) {
  test(`a static mock: ${kind}`, async () => {
    const finding = await lookAt(serve);
    assert.match(
      finding?.message ?? "",
      /answers the same to everything: a static mock; these clauses can be learned: /u,
    );
  });
}

for (const [kind, serve] of Object.entries(OTHERS)) {
  test(`no static mock: one that ${kind}`, async () => assert.equal(await lookAt(serve), undefined));
}

test("the emulator is none, and nothing is made there", async () => {
  const emulator = await startEmulator({ auth: "none" });
  opened.push(() => emulator.close());
  assert.equal(await staticMock(open(emulator)), undefined);
  assert.equal(emulator.requests(), 1);
});
