/** Requests with rare data, for faults that ordinary ones do not show. */

type Parameters = Readonly<Record<string, string>>;

const tagsOf = (...pairs: readonly (readonly [key: string, value: string])[]): Parameters =>
  Object.fromEntries(
    pairs.flatMap(([key, value], at) => [
      [`Tag.${at + 1}.Key`, key],
      [`Tag.${at + 1}.Value`, value],
    ]),
  );

const sameValue = (count: number, value: string) =>
  tagsOf(...Array.from({ length: count }, (_, at): readonly [string, string] => [`key${at}`, value]));
const ownValues = (count: number) =>
  tagsOf(...Array.from({ length: count }, (_, at): readonly [string, string] => [`key${at}`, `v${at}`]));

/** Parameters beside the two ids. */
export const RARE_PARAMETERS: readonly Parameters[] = [
  ...["17", "9000", "65596", "6000.4", "4e2", "400.0", "0x190", "+400", " 400", "٤٠٠", "", "59.0", "[400]"].map(
    (TcpIdleTimeout) => ({ TcpIdleTimeout }),
  ),
  ...[..." !\"#$%&'()*+:<=>?[\\]^`{|}~"].map((character) => ({ ListenerDescription: `a${character}b` })),
  ...["a".repeat(300), "a".repeat(4096), "\u9f98\u9f98", "a–b", "a\u00adb", "null", "0012"].map(
    (ListenerDescription) => ({ ListenerDescription }),
  ),
  ...["1.0", "null", "a\\nb", "{{x}}", "e\u0301", "\u9f98"].map((value) => tagsOf(["key", value])),
  ...["ＡＢ", "toString", "k".repeat(300), "aliyun1", `${"k".repeat(100)}http://`].map((key) => tagsOf([key, "value"])),
  tagsOf(["1", "a"], ["01", "b"]),
  tagsOf(["same", "same"]),
  tagsOf(["cafe", "a"], ["café", "b"], ["A", "c"], ["Ａ", "d"], ["か", "e"], ["カ", "f"], ["😀", "g"], ["😁", "h"]),
  tagsOf(
    ["a b", "a"],
    ["a\u00a0b", "b"],
    ["a-b", "c"],
    ["a–b", "d"],
    ["cap", "e"],
    ["сар", "f"],
    ["国", "g"],
    ["國", "h"],
  ),
  ...["ack", "alibaba", "acs", "sys", "internal", "aws:", "k8s", "@", "_", "0", "www.", "ecs:"].map((word) =>
    tagsOf([word, word]),
  ),
  tagsOf(["key", "v".repeat(512)]),
  tagsOf(["key", "中https://"]),
  tagsOf(["key", "a"], ["key", "b"], ["key", "c"]),
  tagsOf(["acs:key", "http://host"]),
  { ListenerDescription: "beside", TcpIdleTimeout: "59" },
  { ListenerDescription: "be side", ...tagsOf(["key", "value"]) },
  { TcpIdleTimeout: "60", ...tagsOf(["key", "a"], ["key", "b"]) },
  { ClientToken: "beside", ...ownValues(21) },
  { ClientToken: "besidé", ...tagsOf(["key", "value"]) },
  { ClientToken: `${"t".repeat(70)}é` },
  ...["k".repeat(128), "键"].map((key) => tagsOf([key, "a"], [key, "b"])),
  ...["a\nhttp://host", "aliyun\nx"].map((key) => tagsOf([key, "value"])),
  ...["select,drop", "../../x"].map((ListenerDescription) => ({ ListenerDescription })),
  tagsOf(["key", "<script>x</script>"]),
  ownValues(50),
  sameValue(21, ""),
  sameValue(21, "same"),
  { "Tag.2.Value": "b", "Tag.2.Key": "two", "Tag.1.Value": "a", "Tag.1.Key": "one", ListenerDescription: "behind" },
];

/** Ids of which one or both name nothing. */
export const RARE_IDS: readonly Parameters[] = [
  { LoadBalancerId: "gwlb-eidle00000000000001x" },
  { ServerGroupId: "sgp-eavailable00000000" },
  { LoadBalancerId: "gwlb-none", ServerGroupId: "sgp-none" },
  { ServerGroupId: "sgp-eavailable00000000%" },
  { LoadBalancerId: "gwlb-eidle00000000000001,gwlb-eidle00000000000002" },
  { LoadBalancerId: "eidle00000000000001" },
  ...["gwlb-eidle00000000000001", "lsn-eoccupied0000000000", "vpc-emulator0001"].map((ServerGroupId) => ({
    ServerGroupId,
  })),
  ...["sgp-eavailable000000000", "lsn-eoccupied0000000000", "vpc-emulator0001"].map((LoadBalancerId) => ({
    LoadBalancerId,
  })),
];

/** Tokens of forms that clients give them. */
export const FORMS_OF_TOKENS: readonly string[] = [
  "1234567890",
  "0123456789abcdef0123456789abcdef",
  "123e4567-e89b-42d3-a456-426655440000",
  "123E4567-E89B-42D3-A456-426655440000",
  "7",
  "x".repeat(64),
  "!/+;",
  "letters",
  "two blanks here",
  "-12",
  "12e3",
  "dG9rZW4=",
  '{"a":1}',
  "Two Blanks",
  "12345678901234567890",
  "with:colon",
];
