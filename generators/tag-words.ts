/** Words and signs that other products and tools reserve in tags, and that this operation's page does not. */
import { TAG } from "../contract/parameters.js";
import { type Family, valid } from "./specimen.js";
import { withTags } from "./tag.js";

const PRODUCTS =
  "ack ack.aliyun.com ack-cluster acs acs-key acs_key acs/key acs.key alibaba alibabacloud alibaba-cloud alicloud ali alipay " +
  "ecs: slb alb: nlb: gwlb: vpc: ros: oss: rds: ram: fc: eci: edas sae sls cms";
const OTHERS =
  "aws aws: aws:cloudformation azure microsoft windows google goog- gcp oracle qcs: tencent huawei hws: kubernetes.io/x k8s.io/x k8s: " +
  "terraform tf: pulumi cloudformation openstack";
const SYSTEM = "sys sys: sys. _sys_ system system: internal reserved default admin root user owner name Name id env";
const LINKS = "http https http: https: http/ www. ftp: ftp://x file:///x mailto:x //x x://";
const SIGNS =
  "@ @x _ _x - -x . .x / /x : :x # #x $ $x % %x & &x * *x + +x ~ ~x ! !x ? ?x = =x | ^ ( [ { < > \" ' ` , ; \\ 0 9x 名 é";

/** Every word and sign, once. */
const UNRESERVED_WORDS: readonly string[] = [PRODUCTS, OTHERS, SYSTEM, LINKS, SIGNS].flatMap((words) =>
  words.split(" "),
);

/** Words in lists that have room in one request; none in which two differ in case only. */
function lists(): string[][] {
  const found: string[][] = [];
  for (const word of UNRESERVED_WORDS) {
    const fits = (list: readonly string[]) =>
      list.length < TAG.maximumCount && list.every((other) => other.toLowerCase() !== word.toLowerCase());
    const list = found.find(fits);
    if (list === undefined) found.push([word]);
    else list.push(word);
  }
  return found;
}

/** Each word as a key and as a value, twenty to a request. */
export const unreservedTogether: Family = {
  examples: lists().map((words) => valid(withTags(words.map((word) => ({ key: word, value: word }))))),
};

/** Each word as the key and the value of the one tag. */
export const unreservedAlone: Family = {
  examples: UNRESERVED_WORDS.map((word) => valid(withTags([{ key: word, value: word }]))),
};
