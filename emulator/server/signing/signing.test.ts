import assert from "node:assert/strict";
import { test } from "node:test";
import type { Pair } from "../decoder.js";
import { canonicalPairs, percentEncode, sha256Hex } from "./canonical.js";
import { v2Signature } from "./v2.js";
import { parseV3Authorization, signedHostCandidates, unsignedHeader, v3Signature } from "./v3.js";

const LOCAL_DATE = "2025-01-02T03:04:05Z";
const LOCAL_NONCE = "0123456789abcdef0123456789abcdef";
const LOCAL_BODY =
  "ClientToken=tok-1&DryRun=false&ListenerDescription=lsn%20demo%2F1&LoadBalancerId=gwlb-aaaa&ServerGroupId=sgp-bbbb&Tag.1.Key=k%201&Tag.1.Value=v~%2A&TcpIdleTimeout=350";
const LOCAL_FORM: readonly Pair[] = [
  ["ClientToken", "tok-1"],
  ["DryRun", "false"],
  ["ListenerDescription", "lsn demo/1"],
  ["LoadBalancerId", "gwlb-aaaa"],
  ["ServerGroupId", "sgp-bbbb"],
  ["Tag.1.Key", "k 1"],
  ["Tag.1.Value", "v~*"],
  ["TcpIdleTimeout", "350"],
];

test("the published V3 example gives the published signature", () => {
  const headers = {
    host: "ecs.cn-shanghai.aliyuncs.com",
    "x-acs-action": "RunInstances",
    "x-acs-content-sha256": sha256Hex(""),
    "x-acs-date": "2023-10-26T10:22:32Z",
    "x-acs-signature-nonce": "3156853299f313e23d1673dc12e1703d",
    "x-acs-version": "2014-05-26",
  };
  const signature = v3Signature(
    {
      method: "POST",
      query: [
        ["RegionId", "cn-shanghai"],
        ["ImageId", "win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd"],
      ],
      headers,
      signedHeaders: Object.keys(headers),
      payloadHash: sha256Hex(""),
    },
    "YourAccessKeySecret",
  );
  assert.equal(signature, "06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0");
});

const LOCAL_HEADERS = {
  "content-type": "application/x-www-form-urlencoded",
  host: "gwlb.cn-hangzhou.aliyuncs.com",
  "x-acs-action": "CreateListener",
  "x-acs-content-sha256": sha256Hex(LOCAL_BODY),
  "x-acs-date": LOCAL_DATE,
  "x-acs-signature-nonce": LOCAL_NONCE,
  "x-acs-version": "2024-04-15",
};

for (const { name, extra, expected } of [
  {
    name: "a CreateListener request",
    extra: {},
    expected: "1615985f065c1662ce87e2e61f1b448dd47b00e5a8fdf2c4d25137e615004248",
  },
  {
    name: "the same with a security token",
    extra: { "x-acs-accesskey-id": "testid", "x-acs-security-token": "ststoken" },
    expected: "f9c005dfa4b7a474a9d6571e2a8e769afe5ccbac56081b0bb817bcb0bdc1d648",
  },
]) {
  test(`V3 signs ${name}`, () => {
    const headers = { ...LOCAL_HEADERS, ...extra };
    const input = { method: "POST", query: [], headers, signedHeaders: Object.keys(headers) };
    assert.equal(v3Signature({ ...input, payloadHash: sha256Hex(LOCAL_BODY) }, "testsecret"), expected);
  });
}

for (const { name, pairs, expected } of [
  {
    name: "DescribeRegions",
    pairs: {
      Format: "XML",
      AccessKeyId: "testid",
      Action: "DescribeRegions",
      SignatureMethod: "HMAC-SHA1",
      SignatureNonce: "3ee8c1b8-83d3-44af-a94f-4e0ad82fd6cf",
      SignatureVersion: "1.0",
      Timestamp: "2016-02-23T12:46:24Z",
      Version: "2014-05-26",
    },
    expected: "OLeaidS1JvxuMvnyHOwuJ+uX5qY=",
  },
  {
    name: "DescribeDedicatedHosts",
    pairs: {
      Signature: "is left out",
      Format: "JSON",
      AccessKeyId: "testid",
      Action: "DescribeDedicatedHosts",
      RegionId: "cn-beijing",
      SignatureMethod: "HMAC-SHA1",
      SignatureNonce: "edb2b34af0af9a6d14deaf7c1a5315eb",
      SignatureVersion: "1.0",
      Timestamp: "2023-03-13T08:34:30Z",
      Version: "2014-05-26",
    },
    expected: "9NaGiOspFP5UPcwX8Iwt2YJXXuk=",
  },
]) {
  test(`the published V2 example ${name} gives the published signature`, () => {
    assert.equal(v2Signature("GET", Object.entries(pairs), "testsecret"), expected);
  });
}

test("V2 signs query and form parameters together", () => {
  const query = {
    Action: "CreateListener",
    Format: "json",
    Version: "2024-04-15",
    Timestamp: LOCAL_DATE,
    SignatureNonce: LOCAL_NONCE,
    SignatureMethod: "HMAC-SHA1",
    SignatureVersion: "1.0",
    AccessKeyId: "testid",
  };
  const pairs = [...Object.entries(query), ...LOCAL_FORM];
  assert.equal(v2Signature("POST", pairs, "testsecret"), "O9r9xHkgENJCA6V2JQy1pSiyljw=");
});

test("percent-encoding leaves only unreserved characters", () => {
  assert.equal(percentEncode("a-_.~ *+/!'()中"), "a-_.~%20%2A%2B%2F%21%27%28%29%E4%B8%AD");
});

test("pairs are signed in the order of their names", () => {
  assert.equal(
    canonicalPairs([
      ["b", "2"],
      ["a.10", "x y"],
      ["a.2", ""],
    ]),
    "a.10=x%20y&a.2=&b=2",
  );
});

test("an Authorization header is read whole or not at all", () => {
  const read = parseV3Authorization("ACS3-HMAC-SHA256 Credential=id,SignedHeaders=Host;x-acs-date,Signature=0aff");
  assert.deepEqual(read, { accessKeyId: "id", signedHeaders: ["host", "x-acs-date"], signature: "0aff" });
  assert.equal(parseV3Authorization("ACS3-HMAC-SM3 Credential=id,SignedHeaders=host,Signature=0aff"), undefined);
  assert.equal(parseV3Authorization("ACS3-HMAC-SHA256 Credential=id,Signature=0aff"), undefined);
});

test("every x-acs header, the host and the content type have to be signed", () => {
  const all = Object.keys(LOCAL_HEADERS);
  assert.equal(unsignedHeader(LOCAL_HEADERS, all), undefined);
  assert.equal(unsignedHeader({ ...LOCAL_HEADERS, "x-acs-security-token": "t" }, all), "x-acs-security-token");
  assert.equal(
    unsignedHeader(
      LOCAL_HEADERS,
      all.filter((name) => name !== "host"),
    ),
    "host",
  );
});

test("a client may have signed the host without its port", () => {
  const hosts = signedHostCandidates({ host: "127.0.0.1:8080" }).map((headers) => headers.host);
  assert.deepEqual(hosts, ["127.0.0.1:8080", "127.0.0.1"]);
});
