import assert from "node:assert/strict";
import { it } from "node:test";
import { create, PLAIN, read } from "../specs/calls.js";
import { withProgram } from "../testing/session.js";
import { expressibleCalls, inexpressibleIn } from "./expressible.js";

it("reads that an SDK cannot make are left out where listeners are created as well", () =>
  withProgram(
    'answer(command.do === "create-listener" ? { ok: {} } : { unsupported: "no reading" });',
    async (session) => {
      const inexpressible = await inexpressibleIn(session);
      assert.deepEqual([...inexpressible], ["get-listener-attribute"]);
      assert.deepEqual(expressibleCalls([create(PLAIN), read()], inexpressible), [create(PLAIN)]);
      assert.deepEqual(expressibleCalls([read()], inexpressible), [read()]);
      assert.deepEqual(expressibleCalls([create(PLAIN), read()], new Set()), [create(PLAIN), read()]);
    },
  ));
