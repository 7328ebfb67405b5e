/** The beginning of the page: data in, everything shown. Nothing else runs by itself. */
import type { MatrixData } from "./data.js";
import { windowFor } from "./dialog.js";
import { dataIn, part } from "./elements.js";
import { makeFilterable } from "./filter.js";
import { gridOf, makeWalkable } from "./grid.js";
import { showCauses, showProbes } from "./summary.js";
import { viewOf } from "./views.js";

/** Shows the page. */
export function start(): void {
  const data = dataIn<MatrixData>("data");
  const grids = data.parts.map((one) => {
    const grid = gridOf(one, data);
    part(`grid-${one.is}`, HTMLElement).append(grid.table);
    return grid;
  });
  showCauses(data);
  showProbes(data);
  makeFilterable(grids);
  const open = windowFor(data, (place) => viewOf(data, place));
  for (const grid of grids) makeWalkable(grid, open);
  const theme = part("theme", HTMLSelectElement);
  theme.addEventListener("input", () => {
    document.documentElement.style.colorScheme = theme.value;
  });
  window.addEventListener("beforeprint", () => {
    for (const one of document.querySelectorAll("details")) one.open = true;
  });
}
