import assert from "node:assert/strict";
import { test } from "node:test";
import { readAnswer } from "./answer.js";
import { DOCUMENTED_ERRORS, type DocumentedErrorCode, isDocumentedErrorCode } from "./errors.js";
import { describeRefusal, expectationOf, judge, refusalOf, through } from "./judge.js";
import { MINIMAL_DRAFT, type RequestDraft } from "./request.js";
import { minimalWith, onLoadBalancer, onServerGroup, tags, withTag } from "./testing/drafts.js";
import { ACCEPTED, answer, PASSED, refused, unanswered } from "./testing/exchanges.js";

const TOO_SMALL = minimalWith({ tcpIdleTimeout: 59 });
const RESERVED = withTag("aliyun");
const asDryRun = (draft: RequestDraft) => through("dry-run", draft);
const about = (draft: RequestDraft, given: ReturnType<typeof answer>) =>
  judge(draft, given).map((finding) => finding.about);
const documented = (code: DocumentedErrorCode) => refused(DOCUMENTED_ERRORS[code].status, code);

test("a valid request is to be accepted, its dry run to pass", () => {
  assert.deepEqual(expectationOf(MINIMAL_DRAFT), { is: "accepted" });
  assert.deepEqual(expectationOf(minimalWith({ dryRun: false })), { is: "accepted" });
  assert.deepEqual(expectationOf(asDryRun(MINIMAL_DRAFT)), { is: "dry-run-passed" });
  assert.deepEqual(expectationOf(minimalWith({ dryRun: "true" })), { is: "dry-run-passed" });
});

test("the dry-run lens sets DryRun, the create lens leaves the request alone", () => {
  assert.deepEqual(through("dry-run", TOO_SMALL), { ...TOO_SMALL, dryRun: true });
  assert.equal(through("create", TOO_SMALL), TOO_SMALL);
});

test("accepted as it should be: nothing found", () => {
  assert.deepEqual(judge(MINIMAL_DRAFT, ACCEPTED), []);
  assert.deepEqual(judge(asDryRun(MINIMAL_DRAFT), PASSED), []);
  assert.deepEqual(judge(MINIMAL_DRAFT, answer(299, { ListenerId: "lsn-1", RequestId: "R", Extra: [1] })), []);
});

test("a valid request that is not accepted is found", () => {
  for (const given of [documented("IllegalParam.TagKey"), PASSED, answer(500, ""), answer(302, "")]) {
    assert.equal(about(MINIMAL_DRAFT, given)[0], "case", given.is);
  }
});

test("a dry run that does not pass is found; one that creates counts against the dry run and not against the parameter", () => {
  assert.deepEqual(about(asDryRun(MINIMAL_DRAFT), documented("IllegalParam.TagKey")), ["case"]);
  assert.deepEqual(about(asDryRun(MINIMAL_DRAFT), answer(500, "")), ["case"]);
  assert.deepEqual(about(asDryRun(MINIMAL_DRAFT), ACCEPTED), ["create-listener.dry-run.passes"]);
});

test("a violation with a documented code: that code with its status and nothing else", () => {
  assert.deepEqual(judge(RESERVED, documented("IllegalParam.TagKey")), []);
  assert.deepEqual(judge(asDryRun(RESERVED), documented("IllegalParam.TagKey")), []);
  for (const other of ["IllegalParam.TagValue", "MissingParam.TagKey", "illegalparam.tagkey", "InvalidParameter"]) {
    assert.deepEqual(about(RESERVED, refused(400, other)), ["case", "create-listener.error.illegal-tag-key"], other);
  }
});

test("a documented code with another status counts against the clause of the code", () => {
  assert.deepEqual(about(RESERVED, refused(404, "IllegalParam.TagKey")), ["create-listener.error.illegal-tag-key"]);
  const unknown = minimalWith({ loadBalancer: { is: "unknown", salt: 0 } });
  assert.deepEqual(about(unknown, refused(400, "ResourceNotFound.LoadBalancer")), [
    "create-listener.error.resource-not-found-load-balancer",
  ]);
  assert.deepEqual(about(onLoadBalancer("load-balancer/provisioning"), refused(409, "IncorrectStatus.LoadBalancer")), [
    "case",
  ]);
});

test("a refusal with HTTP 200 is found twice: wrong status, and no error status at all", () => {
  assert.deepEqual(about(RESERVED, refused(200, "IllegalParam.TagKey")), [
    "create-listener.error.illegal-tag-key",
    "create-listener.error.status",
  ]);
  assert.deepEqual(about(TOO_SMALL, refused(200, "IllegalParam.TcpIdleTimeout")), ["create-listener.error.status"]);
});

test("a redirection is no refusal", () => {
  assert.ok(about(TOO_SMALL, refused(302, "Moved")).includes("create-listener.error.status"));
});

test("a violation without a code of its own: any 4xx, but no code that the page gives to something else", () => {
  for (const [status, code] of [
    [400, "IllegalParam.TcpIdleTimeout"],
    [400, "InvalidParameter"],
    [422, "Anything"],
  ] as const) {
    assert.deepEqual(judge(TOO_SMALL, refused(status, code)), []);
  }
  for (const code of Object.keys(DOCUMENTED_ERRORS).filter(isDocumentedErrorCode)) {
    assert.deepEqual(about(TOO_SMALL, documented(code)), ["case"], code);
  }
});

test("documented codes that fit a violation without a code of its own are allowed", () => {
  const missing = minimalWith({ loadBalancer: { is: "absent" } });
  assert.deepEqual(judge(missing, documented("ResourceNotFound.LoadBalancer")), []);
  assert.deepEqual(about(missing, documented("ResourceNotFound.ServerGroup")), ["case"]);
  assert.deepEqual(judge(minimalWith({ tags: tags(21) }), documented("IllegalParam.TagKey")), []);
});

test("an empty tag key may be called missing or illegal", () => {
  assert.deepEqual(judge(withTag(""), documented("MissingParam.TagKey")), []);
  assert.deepEqual(judge(withTag(""), documented("IllegalParam.TagKey")), []);
  assert.deepEqual(about(withTag(""), documented("DuplicatedParam.TagKey")), ["case"]);
});

test("a violation that is accepted is found; one that is answered with a server error breaks the clause on statuses too", () => {
  for (const draft of [TOO_SMALL, RESERVED, minimalWith({ serverGroup: { is: "absent" } })]) {
    assert.deepEqual(about(draft, ACCEPTED), ["case"]);
    assert.deepEqual(about(draft, answer(500, "")), ["case", "create-listener.error.status"]);
    assert.deepEqual(about(asDryRun(draft), PASSED), ["case"]);
    assert.deepEqual(about(asDryRun(draft), ACCEPTED), ["case"]);
  }
});

test("a dry run may pass over what the page does not say it checks, and over nothing else", () => {
  for (const draft of [
    minimalWith({ loadBalancer: { is: "unknown", salt: 0 } }),
    onLoadBalancer("load-balancer/financially-locked"),
    onServerGroup("server-group/other-vpc"),
    onServerGroup("server-group/scheduler-3tch", 60),
  ]) {
    assert.deepEqual(judge(asDryRun(draft), PASSED), []);
    assert.deepEqual(about(draft, PASSED), ["case"]);
  }
  assert.deepEqual(about(asDryRun(onLoadBalancer("load-balancer/occupied")), PASSED), ["case"]);
  const alsoTooSmall = { ...onLoadBalancer("load-balancer/financially-locked"), tcpIdleTimeout: 59 };
  assert.deepEqual(about(asDryRun(alsoTooSmall), PASSED), ["case"]);
});

test("two violations: refused for one of them", () => {
  const both = { ...RESERVED, loadBalancer: { is: "unknown", salt: 0 } } as const;
  assert.deepEqual(judge(both, documented("IllegalParam.TagKey")), []);
  assert.deepEqual(judge(both, documented("ResourceNotFound.LoadBalancer")), []);
  assert.equal(about(both, documented("ResourceNotFound.ServerGroup"))[0], "case");
});

test("what the page leaves open is never graded", () => {
  const open = [
    minimalWith({ listenerDescription: "" }),
    withTag("k", ""),
    minimalWith({ dryRun: "TRUE" }),
    onLoadBalancer("load-balancer/inactive"),
  ];
  const given = [ACCEPTED, PASSED, refused(200, "Odd"), answer(500, ""), answer(404, "<html>"), answer(200, "")];
  for (const draft of open) {
    assert.deepEqual(expectationOf(draft), { is: "unspecified" });
    for (const one of given) assert.deepEqual(judge(draft, one), []);
  }
});

test("an open question beside a violation stays ungraded", () => {
  const draft = { ...TOO_SMALL, dryRun: "yes" };
  assert.deepEqual(judge(draft, ACCEPTED), []);
});

test("an answer that is none shows nothing", () => {
  for (const draft of [MINIMAL_DRAFT, TOO_SMALL]) {
    assert.deepEqual(judge(draft, readAnswer(unanswered("timeout"))), []);
    assert.deepEqual(judge(draft, refused(400, "Throttling.User")), []);
  }
});

test("the shape of an answer is judged beside the case", () => {
  assert.deepEqual(about(MINIMAL_DRAFT, answer(200, { ListenerId: "lsn-1" })), ["create-listener.response.request-id"]);
  assert.deepEqual(about(TOO_SMALL, answer(400, "<html>")), ["create-listener.error.envelope"]);
  assert.deepEqual(about(TOO_SMALL, answer(200, {})), [
    "case",
    "create-listener.response.listener-id",
    "create-listener.response.request-id",
  ]);
});

test("a finding says what was expected and what came", () => {
  assert.deepEqual(judge(RESERVED, refused(400, "Odd"))[0], {
    about: "case",
    expected: "refused with HTTP 400 IllegalParam.TagKey",
    got: "HTTP 400 Odd",
  });
  assert.equal(judge(TOO_SMALL, ACCEPTED)[0]?.expected, "refused with HTTP 4xx");
});

test("refusals in words name every code with its status", () => {
  assert.equal(
    describeRefusal(refusalOf("tag-key.empty")),
    "refused with HTTP 400 MissingParam.TagKey or HTTP 400 IllegalParam.TagKey",
  );
  assert.equal(
    describeRefusal(refusalOf("load-balancer-id.unknown")),
    "refused with HTTP 404 ResourceNotFound.LoadBalancer",
  );
  assert.equal(describeRefusal(refusalOf("tag.too-many")), "refused with HTTP 4xx");
});
