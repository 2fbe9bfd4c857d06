// Filter and sort for the ledger, and unfolding for paper. The page is complete without it.
(() => {
  "use strict";
  const folds = Array.from(document.querySelectorAll("details:not([open])"));
  window.addEventListener("beforeprint", () => { for (const fold of folds) fold.open = true; });
  window.addEventListener("afterprint", () => { for (const fold of folds) fold.open = false; });

  const table = document.querySelector("table.ledger");
  if (!table) return;
  const body = table.tBodies[0];
  const rows = Array.from(body.rows);
  const tools = document.getElementById("tools");

  const field = (text, control) => {
    const label = document.createElement("label");
    label.append(text, control);
    tools.append(label);
    return control;
  };
  const choice = (text, key) => {
    const select = document.createElement("select");
    select.append(new Option("all", ""));
    const values = new Set(rows.map((row) => row.dataset[key]).filter(Boolean));
    for (const value of Array.from(values).sort()) select.append(new Option(value, value));
    return field(text, select);
  };
  const words = field("Words", Object.assign(document.createElement("input"), { type: "search" }));
  const party = choice("Party", "party");
  const stance = choice("Stance", "stance");
  const count = document.createElement("span");
  count.setAttribute("role", "status");
  count.className = "note";
  tools.append(count);

  const filter = () => {
    const wanted = words.value.trim().toLowerCase();
    let shown = 0;
    for (const row of rows) {
      const fits = (!wanted || row.textContent.toLowerCase().includes(wanted)) &&
        (!party.value || row.dataset.party === party.value) &&
        (!stance.value || row.dataset.stance === stance.value);
      row.hidden = !fits;
      shown += fits;
    }
    count.textContent = `${shown} of ${rows.length} shown`;
  };
  for (const control of [words, party, stance]) control.addEventListener("input", filter);
  filter();

  // A citation must not lead to a row that a filter hides.
  window.addEventListener("hashchange", () => {
    const row = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (row && row.hidden) {
      words.value = party.value = stance.value = "";
      filter();
      row.scrollIntoView();
    }
  });

  const key = (row, column) => {
    const cell = row.cells[column];
    return cell.dataset.sort ?? cell.textContent.trim();
  };
  Array.from(table.tHead.rows[0].cells).forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    head.replaceChildren(button);
    button.addEventListener("click", () => {
      const down = head.getAttribute("aria-sort") === "ascending";
      for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const sorted = rows.slice().sort((a, b) =>
        key(a, column).localeCompare(key(b, column), "en", { numeric: true }));
      body.append(...(down ? sorted.reverse() : sorted));
    });
  });

  // Everything is printed, whatever the filter shows on the screen.
  window.addEventListener("beforeprint", () => { for (const row of rows) row.hidden = false; });
  window.addEventListener("afterprint", filter);
})();
