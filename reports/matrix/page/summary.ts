/** What stands below the grids: the causes of each target, and the probes side by side. */
import type { MatrixData, ProbeQuestion } from "./data.js";
import { element, part } from "./elements.js";
import { causeList } from "./views.js";

/** With more, each target's causes are opened by whoever wants them. */
const OPEN_AT_ONCE = 8;

/** Shows the causes of each target that has any. */
export function showCauses(data: MatrixData): void {
  const place = part("causes", HTMLElement);
  const withCauses = data.targets.filter(({ causes }) => causes.length > 0);
  place.hidden = withCauses.length === 0;
  for (const target of withCauses) {
    const count = target.causes.length === 1 ? "1 cause" : `${target.causes.length} causes`;
    place.append(
      element(
        "details",
        withCauses.length > OPEN_AT_ONCE ? {} : { open: "" },
        element("summary", {}, `${target.label}: ${count}`),
        ...causeList(target),
      ),
    );
  }
}

/** Shows what targets do where the page is silent: by itself only where they differ. */
export function showProbes(data: MatrixData): void {
  const place = part("probes", HTMLElement);
  place.hidden = data.probes.length === 0;
  const body = part("probe-rows", HTMLTableSectionElement);
  const choice = part("all-probes", HTMLInputElement);
  const agreeing = data.probes.flatMap((probe) => {
    const rows = probeRows(probe, data);
    body.append(...rows);
    return probe.answers.length > 1 ? [] : rows;
  });
  const apply = () => {
    for (const row of agreeing) row.hidden = !choice.checked;
  };
  choice.addEventListener("input", apply);
  apply();
}

function probeRows({ clause, question, answers }: ProbeQuestion, data: MatrixData): HTMLTableRowElement[] {
  return answers.map(({ behaviour, targets }, index) => {
    const names = targets.flatMap((target) => data.targets[target]?.label ?? []);
    const cells = [
      element("td", {}, behaviour),
      element(
        "td",
        {},
        ...names.flatMap((name, at) => [at === 0 ? "" : ", ", element("span", { class: "name" }, name)]),
      ),
    ];
    if (index > 0) return element("tr", {}, ...cells);
    const span = { rowspan: String(answers.length) };
    const heading = element("th", { ...span, scope: "rowgroup" }, element("code", {}, clause), element("br"), question);
    return element("tr", { class: "first" }, heading, ...cells);
  });
}
