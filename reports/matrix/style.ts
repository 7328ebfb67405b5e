/** How the page looks: dark and light, narrow screens, print. */

export const STYLE = `
:root {
  color-scheme: light dark;
  --back: light-dark(#ffffff, #14181d);
  --raised: light-dark(#f4f6f8, #1d232a);
  --line: light-dark(#d3d9df, #3a434d);
  --text: light-dark(#1b1f24, #e6eaee);
  --muted: light-dark(#525b66, #a5afba);
  --link: light-dark(#0b57a4, #8fc3f5);
  font: 15px/1.45 system-ui, sans-serif;
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--back); color: var(--text); }
main, .top { padding: 0 1.25rem; }
.top { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 0 1.5rem; border-bottom: 1px solid var(--line); }
h1 { font-size: 1.35rem; margin: .7rem 0; }
h2 { font-size: 1.1rem; margin: 1.6rem 0 .4rem; }
h3 { font-size: 1rem; margin: 1.1rem 0 .3rem; }
h4 { font-size: .85rem; margin: .8rem 0 .2rem; color: var(--muted); }
a { color: var(--link); }
code, pre, .grid th[scope=row] { font-family: ui-monospace, monospace; font-size: .85em; }
.note { color: var(--muted); margin: .2rem 0 .5rem; font-size: .9rem; }
.caveat { border-left: 4px solid light-dark(#b7791f, #d9a441); background: var(--raised); padding: .4rem .8rem; }
input[type=search], select, button { font: inherit; color: inherit; background: var(--raised); border: 1px solid var(--line); border-radius: 4px; padding: .25rem .6rem; }
:focus-visible { outline: 3px solid var(--link); outline-offset: -1px; }

#filter { margin: 1rem 0; }
.texts { display: flex; flex-wrap: wrap; gap: .6rem 1.5rem; }
.texts label { flex: 1 1 18rem; }
.texts input { display: block; width: 100%; }
fieldset { border: 0; padding: 0; margin: .7rem 0 0; display: flex; flex-wrap: wrap; gap: .25rem 1.1rem; }
legend { float: left; width: 5.5rem; padding: 0; color: var(--muted); }
fieldset label { display: inline-flex; align-items: center; gap: .35rem; }

.scroll { overflow: auto; border: 1px solid var(--line); border-radius: 6px; }
/* What has the focus must not be behind what sticks. */
.grid-place { max-height: 85vh; scroll-padding: 12rem 2rem 2rem 22rem; }
table { border-collapse: separate; border-spacing: 0; }
.grid thead th { position: sticky; top: 0; z-index: 2; background: var(--back); border-bottom: 1px solid var(--line); vertical-align: bottom; }
.grid thead th:not(.corner) { height: 9.5rem; padding: .3rem .1rem; cursor: pointer; font-weight: 600; font-size: .8rem; }
.grid thead b { display: block; }
.grid thead .name { writing-mode: vertical-rl; transform: rotate(180deg); max-height: 8rem; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.grid .corner, .grid th[scope=row] { position: sticky; left: 0; z-index: 1; background: var(--back); text-align: left; }
.grid .corner { z-index: 3; padding: .3rem .6rem; }
.grid th[scope=row] { font-weight: 400; padding: .1rem .6rem; width: 21rem; min-width: 21rem; max-width: 21rem; overflow-wrap: anywhere; cursor: pointer; border-right: 1px solid var(--line); }
.grid th[scope=row] i { font: italic .8rem system-ui, sans-serif; color: var(--muted); }
.grid .section th { text-align: left; background: var(--raised); padding: .25rem .6rem; font-size: .85rem; border-block: 1px solid var(--line); }
.grid .section span { position: sticky; left: .6rem; }
.grid td { width: 1.9rem; min-width: 1.9rem; height: 1.55rem; text-align: center; cursor: pointer; border: 1px solid var(--back); border-radius: 4px; font-size: .85rem; }
[hidden] { display: none !important; }

.mark { display: inline-block; min-width: 1.5rem; padding: 0 .25rem; text-align: center; border-radius: 4px; font-weight: 400; }
[data-outcome=pass] { background: light-dark(#dff2e3, #12351d); color: light-dark(#14632b, #7fd79a); }
[data-outcome=fail] { background: #b3261e; color: #ffffff; }
[data-outcome=flaky], tr:not([data-kind=required]) > [data-outcome=fail] { background: light-dark(#fbdcc0, #4a2a0c); color: light-dark(#7a3b00, #ffb877); }
[data-outcome=inconclusive] { background: light-dark(#fff0b8, #3d3305); color: light-dark(#5f4b00, #f2d76b); }
[data-outcome=not-exercised] { background: light-dark(#e7ebef, #262b31); color: var(--muted); }
[data-outcome=harness-error] { background: light-dark(#e9dcf7, #34214d); color: light-dark(#53278a, #cfaef5); }
[data-outcome=environment-error] { background: light-dark(#d8e9fb, #0e2f4d); color: light-dark(#0b4a86, #8fc3f5); }
.grid td.quiet { background: none; color: var(--muted); }
[data-verdict=conformant] b { color: light-dark(#14632b, #7fd79a); }
[data-verdict=not-conformant] b { color: light-dark(#b3261e, #ff8a80); }
[data-verdict=inconclusive] b { color: light-dark(#6b5500, #f2d76b); }

details { border-bottom: 1px solid var(--line); padding: .35rem 0; }
summary { font-weight: 600; cursor: pointer; }
.causes li { margin: .3rem 0; overflow-wrap: anywhere; }
.causes a { font-size: .85rem; }
.causes details { border: 0; padding: 0; }
.causes summary { font-weight: 400; font-size: .85rem; color: var(--muted); }
.marked { list-style: none; padding: 0; }
.marked li { margin: .2rem 0; }
.probes { width: 100%; font-size: .9rem; }
.probes th, .probes td { text-align: left; vertical-align: top; padding: .3rem .6rem; overflow-wrap: anywhere; font-weight: 400; }
.probes .first > * { border-top: 1px solid var(--line); }
.probes thead th { font-weight: 600; }
.probes .name { white-space: nowrap; }

dialog { width: min(62rem, 96vw); max-height: 92vh; padding: 0; border: 1px solid var(--line); border-radius: 8px; background: var(--back); color: var(--text); }
dialog::backdrop { background: rgb(0 0 0 / .55); }
dialog header { position: sticky; top: 0; display: flex; align-items: start; gap: 1rem; justify-content: space-between; padding: .8rem 1.1rem; background: var(--raised); border-bottom: 1px solid var(--line); }
dialog h2 { margin: 0; overflow-wrap: anywhere; }
.content { padding: .3rem 1.1rem 1.2rem; overflow-wrap: anywhere; }
dl { display: grid; grid-template-columns: minmax(6rem, max-content) 1fr; gap: .1rem .9rem; margin: .4rem 0; }
dt { color: var(--muted); max-width: 18rem; }
dd { margin: 0; white-space: pre-wrap; }
pre { background: var(--raised); border: 1px solid var(--line); border-radius: 4px; padding: .5rem .7rem; margin: 0; max-height: 20rem; overflow: auto; white-space: pre-wrap; overflow-wrap: anywhere; }
.counterexample { border-top: 1px solid var(--line); margin-top: 1rem; }

@media (max-width: 640px) {
  main, .top { padding: 0 .7rem; }
  .grid th[scope=row] { width: 9.5rem; min-width: 9.5rem; max-width: 9.5rem; padding: .1rem .3rem; font-size: .75rem; }
  .grid-place { max-height: 75vh; scroll-padding-left: 10rem; }
  legend { float: none; width: 100%; }
  dl { grid-template-columns: 1fr; }
  dd { margin: 0 0 .3rem; }
  dialog { width: 100vw; max-width: 100vw; max-height: 100vh; border-radius: 0; }
}

@page { size: A4 landscape; margin: 10mm; }
@media print {
  :root { color-scheme: light !important; font-size: 9px; }
  .top label, .texts, #filter fieldset:not(#outcomes), #filter p, #filter input, .note, #probes p label { display: none; }
  main, .top { padding: 0; }
  .scroll, .grid-place { overflow: visible; max-height: none; border: 0; }
  .grid thead { display: table-header-group; }
  .grid thead th, .grid .corner, .grid th[scope=row], .grid .section span { position: static; }
  .grid th[scope=row] { width: 26em; min-width: 0; max-width: 26em; }
  .grid td { min-width: 0; width: auto; height: auto; padding: 0 .1em; }
  tr, li { break-inside: avoid; }
  h2, h3, .section { break-after: avoid; }
  * { print-color-adjust: exact; }
}
`;
