/** Fragments of the page that are no clause: why nothing in the catalogue rests on them. */

/**
 * `navigation`: the frame of the documentation site. `heading`: the title of a section or column. `name`: the name of something whose clauses
 * rest on its description. `example`: a sample value, which binds nobody. `other-tool`: speaks of a tool beside the operation.
 * `policy-language`: explains how permissions are written, which a target does not show. `reference`: points to another page.
 */
type Reason = "navigation" | "heading" | "name" | "example" | "other-tool" | "policy-language" | "reference";

interface NotJudged {
  readonly reason: Reason;
  /** What the fragment is about, in our own words. */
  readonly about: string;
}

const because =
  (reason: Reason) =>
  (about: string): NotJudged => ({ reason, about });

const navigation = because("navigation");
const heading = because("heading");
const name = because("name");
const example = because("example");
const otherTool = because("other-tool");
const policyLanguage = because("policy-language");
const reference = because("reference");

/** By locator (see `fragments.ts`), in the order of the page. */
export const NOT_JUDGED: Readonly<Record<string, NotJudged>> = {
  a9463067273aeb26: navigation("menu of products"),
  "49c266baaaa70981": navigation("search box"),
  d41703d3e9707dbf: navigation("name of the site"),
  "7f179fbd02920806": heading("title of the page"),
  b93f574ef2d1a313: navigation("date of the page; the contract's revision names it"),
  ad5b6d44102af8d4: heading("section on what the operation does"),
  addb776b173a84f2: navigation("box of the interactive explorer"),
  "3e2c5981e1433013": otherTool("the interactive explorer signs by itself"),
  "32270ec4e8e163f8": otherTool("the interactive explorer writes sample code"),
  cd72d706dd4eda28: otherTool("the sample code brings its credentials along"),
  "532eaabd9574880d": navigation("button of the interactive explorer"),
  e9c189a341fe7769: heading("section on permissions"),
  "5816d874cd208ed9": policyLanguage("where permissions are defined"),
  "790318723b988ede": policyLanguage("leads over to the columns of the table"),
  "71701b5d3e74a85f": policyLanguage("column on actions"),
  "57a058fec8ffe3e2": policyLanguage("column on operations, which the table does not even have"),
  "673b52f7c0da18d0": policyLanguage("column on access levels"),
  "9c08807aa060cd3c": policyLanguage("names of the access levels"),
  fd738dc98ab065a7: policyLanguage("column on resource types"),
  "048cf1305d36c3ea": policyLanguage("what a resource type tells of an action"),
  d9917b43e08609d9: policyLanguage("resources have to fit the action they are named with"),
  bc19530ce07055d1: policyLanguage("what becomes of a policy whose resources do not fit"),
  "748edeae37eeb559": policyLanguage("how required resource types are marked"),
  eaee378ea2bf1270: policyLanguage("where in a policy a resource is named"),
  "7d74e2c27e051ffd": policyLanguage("how actions without resources are shown"),
  "8ac6056e3fbba19e": policyLanguage("how all resources are named in a policy"),
  "53dc4100efbc2826": policyLanguage("column on condition keys"),
  "3fa945379fbce746": policyLanguage("what condition keys are for"),
  "90cbb013b7f619a3": policyLanguage("condition keys that all services share"),
  a17dfdda811e20fc: policyLanguage("column on further actions that an action needs"),
  "80feea85c8c17c26": policyLanguage("whoever calls needs the further actions too; this operation has none"),
  "64cff1319d2fd2cb": heading("column of the table of permissions"),
  "86da9c960cf9e8d1": heading("column of the table of permissions"),
  c9bf2e8987cca1e2: heading("column of the table of permissions"),
  "3d5c170fe2513028": heading("column of the table of permissions"),
  e81dd9f0d18970ea: heading("column of the table of permissions"),
  "6b5a7708ea515827": policyLanguage("this operation has no condition keys and needs no further actions"),
  dd066ec1bf1d4485: heading("column of the table of parameters"),
  baaddf70fb5d432b: heading("column of the tables of parameters and of response elements"),
  "4850b174b713d88c": heading("column of the table of parameters"),
  "526e0087cc3f254d": heading("column of all tables"),
  d029f87e3d80f8fd: heading("column of the tables of parameters and of response elements"),
  ed32b04a1dc43090: example("an id of a load balancer"),
  bac0b79ad9dc0631: example("a description"),
  "1e9f2f34409fc7eb": example("an id of a server group"),
  "5d4109ad58de689b": name("the parameter that asks for a dry run"),
  b49725df66697d23: name("the parameter that makes requests idempotent"),
  d8da2c49df39d91d: heading("title of a note"),
  "676ba170b3c108c9": example("a client token"),
  "2958d416d08aa5a4": name("type of a tag and of the answer; their members have clauses"),
  "5e9962f18e7ac266": name("an element of the list of tags; its members have clauses"),
  "99a52df3ff3d4994": name("the member of a tag that is its key"),
  "72483be6973cb23a": name("the key of a tag, before its rules"),
  "15291f67d99ea7bc": example("a key of a tag"),
  "8e37953d23daca5f": name("the member of a tag that is its value"),
  ed09a7171a9efa13: name("the value of a tag, before its rules"),
  "82fe0c834cbea069": example("a value of a tag"),
  fdf17f7f3dbe68ef: heading("section on the answer"),
  "4e5b548d6d61f000": heading("column of the table of response elements"),
  "9d02bd19e68c25ef": example("a request id; its form is not promised"),
  e68ee04dff59551b: heading("section with a sample answer"),
  c79925dcb3866b1e: heading("title of the sample answer"),
  b485a2ff39ac01b5: heading("section on errors"),
  "655011583ae6fe90": reference("a list of further errors on another page: the table here is not complete"),
  "1254829bd9996472": heading("section on changes of the page"),
  d8b981ea327fafe8: reference("a list of changes on another page"),
};
