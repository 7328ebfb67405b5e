/** Form bodies that no well-behaved client sends. `{lb}` and `{sg}` stand for the encoded ids of an idle load balancer and an available server group. */

export interface MalformedWire {
  readonly name: string;
  readonly body: string;
  readonly contentType?: string;
}

const VALID = "LoadBalancerId={lb}&ServerGroupId={sg}&DryRun=true";

/** Input that can mean nothing sensible; only that it is answered in an orderly way is of interest. */
export const sureMalformedWire: readonly MalformedWire[] = [
  { name: "broken percent-encoding", body: `${VALID}&ListenerDescription=ab%` },
  { name: "percent-encoding with letters", body: `${VALID}&ListenerDescription=ab%ZZ` },
  { name: "percent-encoding that is no UTF-8", body: `${VALID}&ListenerDescription=ab%FF%FE` },
  { name: "NUL in a description", body: `${VALID}&ListenerDescription=ab%00cd` },
  { name: "NUL in an id", body: "LoadBalancerId={lb}%00&ServerGroupId={sg}&DryRun=true" },
  { name: "description of 20,000 characters", body: `${VALID}&ListenerDescription=${"a".repeat(20_000)}` },
  { name: "time-out of 400 digits", body: `${VALID}&TcpIdleTimeout=${"9".repeat(400)}` },
  { name: "negative tag index", body: `${VALID}&Tag.-1.Key=k&Tag.-1.Value=v` },
  { name: "huge tag index", body: `${VALID}&Tag.4294967296.Key=k&Tag.4294967296.Value=v` },
  { name: "empty body", body: "" },
  { name: "only separators", body: "&&&=&=&" },
  { name: "JSON in a form", body: '{"LoadBalancerId":"x"}' },
];

/** Input of which the page does not say what it means. */
export const malformedWire: readonly MalformedWire[] = [
  ...sureMalformedWire,
  { name: "the same parameter twice, equal", body: `${VALID}&TcpIdleTimeout=60&TcpIdleTimeout=60` },
  { name: "the same parameter twice, different", body: `${VALID}&TcpIdleTimeout=60&TcpIdleTimeout=90` },
  { name: "the same parameter twice, the first one illegal", body: `${VALID}&TcpIdleTimeout=59&TcpIdleTimeout=60` },
  { name: "the same parameter twice, the last one illegal", body: `${VALID}&TcpIdleTimeout=60&TcpIdleTimeout=59` },
  { name: "index gap", body: `${VALID}&Tag.1.Key=a&Tag.1.Value=a&Tag.3.Key=c&Tag.3.Value=c` },
  { name: "index 0", body: `${VALID}&Tag.0.Key=a&Tag.0.Value=a` },
  { name: "index with a leading zero", body: `${VALID}&Tag.01.Key=a&Tag.01.Value=a` },
  { name: "tag without an index", body: `${VALID}&Tag.Key=a&Tag.Value=a` },
  { name: "tags under the name Tags", body: `${VALID}&Tags.1.Key=aliyun&Tags.1.Value=a` },
  { name: "unknown parameter", body: `${VALID}&RegionId=cn-hangzhou&Nonsense=1` },
  { name: "parameter names in lower case", body: "loadbalancerid={lb}&servergroupid={sg}&DryRun=true" },
  { name: "plus for a blank", body: `${VALID}&Tag.1.Key=a+b&Tag.1.Value=c` },
  { name: "content type text/plain", body: VALID, contentType: "text/plain" },
  { name: "content type application/json", body: VALID, contentType: "application/json" },
  { name: "content type with a charset", body: VALID, contentType: "application/x-www-form-urlencoded; charset=utf-8" },
];
