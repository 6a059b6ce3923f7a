"use strict";
// Without this script the page reads the same; with it, columns sort and signatures copy.
(() => {
  const table = document.getElementById("board");
  const status = document.getElementById("sorted");
  document.documentElement.classList.add("js");

  const cardOf = new Map();
  const compare = {
    number: (a, b) => Number(a) - Number(b),
    text: (a, b) => a.localeCompare(b, "en", { sensitivity: "base", numeric: true }),
  };

  function sortRows(body, index, kind, sign) {
    const valueOf = (row) => row.cells[index].dataset.value;
    const rows = [...body.querySelectorAll("tr.row")];
    rows.sort((a, b) => {
      const [one, other] = [valueOf(a), valueOf(b)];
      // Blanks come last in both directions.
      if (one === "" || other === "") return (one === "") - (other === "");
      return sign * compare[kind](one, other);
    });
    // Each system's card stands in the row below its own.
    body.append(...rows.flatMap((row) => [row, cardOf.get(row)]));
  }

  function sortBy(header) {
    const first = header.dataset.first || (header.dataset.sort === "number" ? "descending" : "ascending");
    const reverse = { ascending: "descending", descending: "ascending" };
    const direction = header.hasAttribute("aria-sort") ? reverse[header.getAttribute("aria-sort")] : first;
    for (const other of table.querySelectorAll("th[aria-sort]")) other.removeAttribute("aria-sort");
    header.setAttribute("aria-sort", direction);
    for (const body of table.tBodies) {
      sortRows(body, header.cellIndex, header.dataset.sort, direction === "ascending" ? 1 : -1);
    }
    status.textContent = `Sorted by ${header.textContent.trim()}, ${direction}`;
  }

  function makeSortable(header) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = header.textContent;
    button.addEventListener("click", () => sortBy(header));
    header.replaceChildren(button);
  }

  function makeCopyable(signature) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = "Copy";
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(signature.textContent);
        button.textContent = "Copied";
      } catch {
        // A browser that keeps the clipboard to itself: the text stands selected, ready to copy.
        window.getSelection().selectAllChildren(signature);
        button.textContent = "Selected";
      }
    });
    signature.after(button);
  }

  if (table === null) return;
  for (const row of table.querySelectorAll("tr.row")) cardOf.set(row, row.nextElementSibling);
  for (const header of table.querySelectorAll("th[data-sort]")) makeSortable(header);
  table.querySelector("th.rank").setAttribute("aria-sort", "ascending");
  for (const signature of table.querySelectorAll("code.signature")) makeCopyable(signature);
})();
