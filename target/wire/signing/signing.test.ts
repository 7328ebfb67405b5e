import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Parameter } from "../../../contract/request.js";
import { acs3Authorization, acs3CanonicalRequest, sha256Hex, signAcs3, signedHeaderNames } from "./acs3.js";
import { encodeParameters, percentEncode } from "./encoding.js";
import { rpcSignature, rpcStringToSign } from "./rpc.js";

const CREATE_LISTENER: readonly Parameter[] = [
  ["ClientToken", "tok-1"],
  ["DryRun", "false"],
  ["ListenerDescription", "lsn demo/1"],
  ["LoadBalancerId", "gwlb-aaaa"],
  ["ServerGroupId", "sgp-bbbb"],
  ["Tag.1.Key", "k 1"],
  ["Tag.1.Value", "v~*"],
  ["TcpIdleTimeout", "350"],
];
const CREATE_LISTENER_BODY =
  "ClientToken=tok-1&DryRun=false&ListenerDescription=lsn%20demo%2F1&LoadBalancerId=gwlb-aaaa&ServerGroupId=sgp-bbbb" +
  "&Tag.1.Key=k%201&Tag.1.Value=v~%2A&TcpIdleTimeout=350";

describe("percent-encoding", () => {
  it("leaves only the unreserved characters bare", () => {
    assert.equal(percentEncode("aZ09-_.~"), "aZ09-_.~");
    assert.equal(percentEncode(" *!'()+&=%/"), "%20%2A%21%27%28%29%2B%26%3D%25%2F");
    assert.equal(percentEncode("监听\u0000"), "%E7%9B%91%E5%90%AC%00");
  });

  it("sends a lone surrogate as U+FFFD and keeps a pair whole", () => {
    assert.equal(percentEncode("a\uD840b"), "a%EF%BF%BDb");
    assert.equal(percentEncode("\uDC00"), "%EF%BF%BD");
    assert.equal(percentEncode("\u{20000}"), "%F0%A0%80%80");
  });

  it("keeps the order and repeated names of parameters", () => {
    assert.equal(
      encodeParameters([
        ["b", "1"],
        ["a", ""],
        ["b", "2"],
      ]),
      "b=1&a=&b=2",
    );
    assert.equal(encodeParameters(CREATE_LISTENER), CREATE_LISTENER_BODY);
  });
});

describe("V3 signature", () => {
  const official = {
    method: "POST",
    path: "/",
    query: "ImageId=win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd&RegionId=cn-shanghai",
    headers: {
      host: "ecs.cn-shanghai.aliyuncs.com",
      "x-acs-action": "RunInstances",
      "x-acs-version": "2014-05-26",
      "x-acs-date": "2023-10-26T10:22:32Z",
      "x-acs-signature-nonce": "3156853299f313e23d1673dc12e1703d",
      "x-acs-content-sha256": sha256Hex(""),
      "user-agent": "not signed",
    },
    bodyHash: sha256Hex(""),
  };

  it("reproduces the vector of the official documentation", () => {
    assert.equal(
      sha256Hex(acs3CanonicalRequest(official, signedHeaderNames(official.headers))),
      "7ea06492da5221eba5297e897ce16e55f964061054b7695beedaac1145b1e259",
    );
    const signature = "06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0";
    assert.equal(signAcs3(official, "YourAccessKeySecret").signature, signature);
    assert.equal(
      acs3Authorization(official, "YourAccessKeyId", "YourAccessKeySecret"),
      "ACS3-HMAC-SHA256 Credential=YourAccessKeyId,SignedHeaders=host;x-acs-action;x-acs-content-sha256;x-acs-date;" +
        `x-acs-signature-nonce;x-acs-version,Signature=${signature}`,
    );
  });

  // Not official: computed once with code that reproduces the official vectors.
  const createListener = {
    method: "POST",
    path: "/",
    query: "",
    headers: {
      host: "gwlb.cn-hangzhou.aliyuncs.com",
      "content-type": "application/x-www-form-urlencoded",
      "x-acs-action": "CreateListener",
      "x-acs-version": "2024-04-15",
      "x-acs-date": "2025-01-02T03:04:05Z",
      "x-acs-signature-nonce": "0123456789abcdef0123456789abcdef",
      "x-acs-content-sha256": sha256Hex(CREATE_LISTENER_BODY),
    },
    bodyHash: sha256Hex(CREATE_LISTENER_BODY),
  };

  it("signs a form body with its content type", () => {
    assert.equal(createListener.bodyHash, "7dcfa578800f7850ee4fe70b33871163e513c030afb312162380cc7af2bb3455");
    assert.equal(
      signAcs3(createListener, "testsecret").signature,
      "1615985f065c1662ce87e2e61f1b448dd47b00e5a8fdf2c4d25137e615004248",
    );
  });

  it("covers the headers of a security token", () => {
    const headers = {
      ...createListener.headers,
      "x-acs-accesskey-id": "testid",
      "x-acs-security-token": "ststoken",
    };
    assert.equal(
      signAcs3({ ...createListener, headers }, "testsecret").signature,
      "f9c005dfa4b7a474a9d6571e2a8e769afe5ccbac56081b0bb817bcb0bdc1d648",
    );
  });
});

describe("V2 signature", () => {
  const common: readonly Parameter[] = [
    ["AccessKeyId", "testid"],
    ["SignatureMethod", "HMAC-SHA1"],
    ["SignatureVersion", "1.0"],
  ];

  it("reproduces the vectors of the official documentation", () => {
    const describeRegions: Parameter[] = [
      ...common,
      ["Action", "DescribeRegions"],
      ["Format", "XML"],
      ["Version", "2014-05-26"],
      ["Timestamp", "2016-02-23T12:46:24Z"],
      ["SignatureNonce", "3ee8c1b8-83d3-44af-a94f-4e0ad82fd6cf"],
    ];
    assert.equal(rpcSignature("GET", describeRegions, "testsecret"), "OLeaidS1JvxuMvnyHOwuJ+uX5qY=");

    const describeDedicatedHosts: Parameter[] = [
      ...common,
      ["Action", "DescribeDedicatedHosts"],
      ["Format", "JSON"],
      ["RegionId", "cn-beijing"],
      ["Version", "2014-05-26"],
      ["Timestamp", "2023-03-13T08:34:30Z"],
      ["SignatureNonce", "edb2b34af0af9a6d14deaf7c1a5315eb"],
    ];
    assert.equal(
      rpcStringToSign("GET", describeDedicatedHosts),
      "GET&%2F&AccessKeyId%3Dtestid%26Action%3DDescribeDedicatedHosts%26Format%3DJSON%26RegionId%3Dcn-beijing" +
        "%26SignatureMethod%3DHMAC-SHA1%26SignatureNonce%3Dedb2b34af0af9a6d14deaf7c1a5315eb%26SignatureVersion%3D1.0" +
        "%26Timestamp%3D2023-03-13T08%253A34%253A30Z%26Version%3D2014-05-26",
    );
    assert.equal(rpcSignature("GET", describeDedicatedHosts, "testsecret"), "9NaGiOspFP5UPcwX8Iwt2YJXXuk=");
  });

  it("covers query and form body together", () => {
    const parameters: Parameter[] = [
      ...CREATE_LISTENER,
      ...common,
      ["Action", "CreateListener"],
      ["Format", "json"],
      ["Version", "2024-04-15"],
      ["Timestamp", "2025-01-02T03:04:05Z"],
      ["SignatureNonce", "0123456789abcdef0123456789abcdef"],
    ];
    assert.equal(rpcSignature("POST", parameters, "testsecret"), "O9r9xHkgENJCA6V2JQy1pSiyljw=");
  });
});
