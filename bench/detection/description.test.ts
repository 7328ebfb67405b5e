import assert from "node:assert/strict";
import { test } from "node:test";
import { LISTENER_DESCRIPTION, TAG, TCP_IDLE_TIMEOUT } from "../../contract/parameters.js";
import { describe, moveIntoQuery } from "./description.js";

const SUBJECT = { endpoint: "http://127.0.0.1:4711", loadBalancerId: "gwlb-1", serverGroupId: "sgp-1" };
const PROPERTIES = ["components", "schemas", "CreateListenerRequest", "properties"];

test("the description names the server and its ids, and nothing is left open", async () => {
  const document = await describe(SUBJECT);
  assert.deepEqual(document.errors, []);
  assert.equal(document.getIn(["servers", 0, "url"]), SUBJECT.endpoint);
  assert.equal(document.getIn([...PROPERTIES, "LoadBalancerId", "enum", 0]), SUBJECT.loadBalancerId);
  assert.equal(document.getIn([...PROPERTIES, "ServerGroupId", "enum", 0]), SUBJECT.serverGroupId);
});

test("the description has the limits of the contract", async () => {
  const document = await describe(SUBJECT);
  const limit = (...path: string[]) => document.getIn(path);
  assert.equal(limit(...PROPERTIES, "ListenerDescription", "minLength"), LISTENER_DESCRIPTION.minimumLength);
  assert.equal(limit(...PROPERTIES, "ListenerDescription", "maxLength"), LISTENER_DESCRIPTION.maximumLength);
  assert.equal(limit(...PROPERTIES, "TcpIdleTimeout", "minimum"), TCP_IDLE_TIMEOUT.minimum);
  assert.equal(limit(...PROPERTIES, "TcpIdleTimeout", "maximum"), TCP_IDLE_TIMEOUT.maximum);
  assert.equal(limit("components", "schemas", "TagKey", "minLength"), TAG.keyMinimumLength);
  assert.equal(limit("components", "schemas", "TagKey", "maxLength"), TAG.keyMaximumLength);
  assert.equal(limit("components", "schemas", "TagValue", "maxLength"), TAG.valueMaximumLength);
});

test("the patterns take what the page allows and nothing else", async () => {
  const document = await describe(SUBJECT);
  const pattern = (...path: string[]) => new RegExp(String(document.getIn([...path, "pattern"])), "u");
  const description = pattern(...PROPERTIES, "ListenerDescription");
  const key = pattern("components", "schemas", "TagKey");
  const value = pattern("components", "schemas", "TagValue");
  for (const text of ["aZ09,.;/@_-", "监听"]) assert.match(text, description);
  for (const text of ["a b", "a:b", "a\n"]) assert.doesNotMatch(text, description);
  for (const text of ["my-aliyun", "x-acs:", "http:/", "a\nb"]) assert.match(text, key);
  for (const text of ["aliyun-x", "acs:x", "a\nhttp://", "xhttps://"]) assert.doesNotMatch(text, key);
  for (const text of ["", "aliyun", "acs:"]) assert.match(text, value);
  for (const text of ["a\nhttp://", "xhttps://"]) assert.doesNotMatch(text, value);
});

test("in the query every parameter is there once, required where it was", async () => {
  const document = await describe(SUBJECT);
  moveIntoQuery(document);
  const { paths } = JSON.parse(JSON.stringify(document.toJS()));
  const { parameters, requestBody } = paths["/"].post;
  const required: string[] = [];
  const optional: string[] = [];
  for (const parameter of parameters) (parameter.required ? required : optional).push(parameter.name);
  assert.deepEqual(required, ["Action", "Version", "LoadBalancerId", "ServerGroupId"]);
  assert.deepEqual(optional, ["ListenerDescription", "TcpIdleTimeout", "DryRun", "Tag.1.Key", "Tag.1.Value"]);
  assert.equal(requestBody, undefined);
});
