/** Texts that readers, writers and stores are known to take for something else. None of them means anything to the documented API. */

/** Taken for a number, a truth value, a date or nothing where text is converted by its looks. */
const LOOK_LIKE_ANOTHER_TYPE = [
  ..."0 00 01 1 -1 -0 +1 1.0 1.50 .5 5. 1e3 1E400 0x10 0b1 0o7 1_000 1,000 007 9007199254740993 18446744073709551616".split(
    " ",
  ),
  ..."true false True FALSE yes no on off y n null NULL Null nil None undefined NaN nan Infinity -Infinity".split(" "),
  ..."2024-02-30 2024-01-01T00:00:00Z 12:30 1:2:3 1/2 MAR1 N/A ~ - -- . .. @ # ! *".split(" "),
] as const;

/** Cut, doubled or resolved where text is quoted, escaped or put into a template. */
const QUOTED_OR_TEMPLATED = [
  ..."\"x\" 'x' `x` \" ' ` \\ \\\\ \\x \\n \\t \\u0041 \\' \\\" a\\ x'y x\"y %d %s %% %5B 100% %+ a%20b".split(" "),
  ..."{} [] () {x} {{x}} {0} $1 $& $$ $x #{x} [x] [0] a[] a.b.c a,b a;b a|b a=b =1+1 @x &x *x !x #x ~x ^x :x ?x".split(
    " ",
  ),
  '{"a":1}',
  '{ "a" : 1.0 }',
  "&amp; &lt;b&gt; &#65; &nbsp;",
  "[object Object]",
  `\${x}`,
  "a: b",
  "a #b",
  "a  b",
  "a   b c",
  "a & b",
  "a, b",
] as const;

/** Taken for an attack, and refused or stripped, where texts are looked through for commands, markup and queries. */
const LOOK_LIKE_AN_ATTACK = [
  "<b>x</b>",
  "<script>alert(1)</script>",
  "<!-- x -->",
  "<?xml version='1.0'?>",
  "javascript:alert(1)",
  "x onload=x",
  "' OR '1'='1",
  "1; DROP TABLE x; --",
  "UNION SELECT * FROM x",
  "insert into x",
  "delete from x",
  "../../etc/passwd",
  "..\\..\\x",
  "$(id)",
  "`id`",
  "x | cat",
  "x && y",
  "cmd.exe /c",
  "/bin/sh -c x",
  `\${jndi:ldap://x}`,
  "{{7*7}}",
  "<%= x %>",
  "eval(x)",
] as const;

/** Already there where attributes are kept under their names, or used on the wire itself. */
const NAMES_IN_USE = [
  ..."__proto__ constructor prototype toString valueOf hasOwnProperty length name id key value Key Value Tag Tags".split(
    " ",
  ),
  ..."Tag.1.Key Tag.1.Value TagKey Action Version DryRun ClientToken LoadBalancerId ServerGroupId RequestId _id $ref".split(
    " ",
  ),
] as const;

/** Altered where text is normalised, folded, cut into bytes or units, or kept in a character set of few letters. */
const SCRIPTS = [
  ..."\u00e9t\u00e9 \u00c5ngstr\u00f6m \ufb01n \u212b \u2126 \u1e9b\u0323 \u00df".split(" "),
  ..."\u0130\u0131 \u01c5 \u00b5 ＡＢＣ１２３ ｱｲｳ ①② ½ ™ Привет Ёё Ωμέγα".split(" "),
  "עברית",
  "العربية",
  "אבג abc 123",
  ..."ไทยน้ำ हिन्दी 한국어 ひらがな カタカナ 简体字 繁體字 𠀀𠮷 中𠀀文 𝒳𝟙 𐍈 😀 👍🏽 🇨🇳 ❤️".split(" "),
  "a\u00a0b",
  "c\u3000d",
  "“x” ‘y’ «z»",
  "– — … · •",
  "€ £ ¥ ¢ §",
  "→ ≠ ∞ √",
] as const;

/** The same as other texts once composed, but written with combining marks. */
const DECOMPOSED = "e\u0301te\u0301 A\u030angstro\u0308m n\u0303o \u1112\u1161\u11ab か\u3099 x\u0336y".split(" ");

/** Every one of these texts, each different from the others; none has a blank at an end, a control or an invisible character. */
export const MISREAD_TEXTS: readonly string[] = [
  ...LOOK_LIKE_ANOTHER_TYPE,
  ...QUOTED_OR_TEMPLATED,
  ...LOOK_LIKE_AN_ATTACK,
  ...NAMES_IN_USE,
  ...SCRIPTS,
  ...DECOMPOSED,
];

/** Words that are looked for in queries, commands, markup and paths, in as few descriptions as hold them. */
const SUSPICIOUS_DESCRIPTIONS = [
  "select,insert,update,delete,drop,union,table,where,exec,execute,declare,sleep,benchmark,xp_cmdshell,or,and",
  "script;alert;onload;onerror;iframe;eval;javascript;document.cookie;system;import;passthru",
  "../../etc/passwd;/bin/sh;cmd.exe;cat;wget;curl;rm-rf/;WEB-INF/web.xml;.htaccess;.git/config",
  "admin,root,test,default,system,internal,aliyun,alibaba,acs,http,https,www,ftp",
] as const;

/** Descriptions of allowed characters only that are taken for numbers, truth values, paths, addresses, options, names in use or attacks. */
export const MISREAD_DESCRIPTIONS: readonly string[] = [
  ...SUSPICIOUS_DESCRIPTIONS,
  ..."null NULL nil None undefined NaN Infinity -Infinity true false True FALSE yes no on off".split(" "),
  ..."00 01 123 0012 007 -1 -0 1.0 .5 5. 1e3 1e10 0x10 1,000 1_000 9007199254740993 2024-02-30 1/2".split(" "),
  ..."-- .. @@ ,, ;; // __ -_ _a a_ -a a- .a a. /a a/ @a a@ ,a a, ;a a; a@b.example ../x ./x a/../b a;b a,b a--b a..b a//b".split(
    " ",
  ),
  ..."__proto__ constructor toString hasOwnProperty ListenerDescription DryRun".split(" "),
];

/** The characters from one code point to another, both included. */
export const range = (first: number, last: number): string[] =>
  Array.from({ length: last - first + 1 }, (_, i) => String.fromCodePoint(first + i));

/** The ideographs that are Chinese beyond dispute, U+4E00 to U+9FA5. */
export const HAN: readonly string[] = range(0x4e00, 0x9fa5);

/** Letters and digits of scripts in common use, long assigned, composed ones only. */
export const LETTERS: readonly string[] = [
  ...range(0xc0, 0x17f),
  ...range(0x391, 0x3c9),
  ...range(0x400, 0x45f),
  ...range(0x5d0, 0x5ea),
  ...range(0x621, 0x64a),
  ...range(0xe01, 0xe2e),
  ...range(0x3041, 0x3096),
  ...range(0x30a1, 0x30fa),
  ...range(0xac00, 0xd7a3),
  ...range(0xff10, 0xff5a),
  ...range(0x1f600, 0x1f64f),
].filter((character) => /^[\p{L}\p{Nd}\p{So}]$/u.test(character));

/** Every printable ASCII character, blanks inside only. */
export const PRINTABLE_ASCII: string = [...range(0x21, 0x40), " ", ...range(0x41, 0x7e)].join("");

/** A list cut into pieces of at most `size`. */
export function pieces<T>(list: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, i) => list.slice(i * size, (i + 1) * size));
}
