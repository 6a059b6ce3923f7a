"use strict";
// Without this script the page reads the same; with it, columns sort, rows are found, and signatures copy.
(() => {
  document.documentElement.classList.add("js");

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
  for (const signature of document.querySelectorAll("code.signature")) makeCopyable(signature);

  const compare = {
    number: (a, b) => Number(a) - Number(b),
    text: (a, b) => a.localeCompare(b, "en", { sensitivity: "base", numeric: true }),
  };

  function makeSortable(table, status) {
    function sortRows(body, index, kind, sign) {
      const valueOf = (row) => {
        const { dataset, textContent } = row.cells[index];
        const text = textContent.trim();
        if (dataset.value !== undefined) return dataset.value;
        return text === "–" ? "" : kind === "number" ? text.replaceAll(",", "") : text;
      };
      const rows = [...body.querySelectorAll("tr.row")];
      rows.sort((a, b) => {
        const [one, other] = [valueOf(a), valueOf(b)];
        // Blanks come last in both directions.
        if (one === "" || other === "") return (one === "") - (other === "");
        return sign * compare[kind](one, other);
      });
      body.append(...rows);
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
      // Lines between rows speak of neighbours in the order of ranks alone.
      const isRanked = header.classList.contains("rank") && direction === "ascending";
      table.classList.toggle("resorted", !isRanked);
      if (status) status.textContent = `Sorted by ${header.textContent.trim()}, ${direction}`;
    }

    for (const header of table.querySelectorAll("th[data-sort]")) {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...header.childNodes);
      button.addEventListener("click", () => sortBy(header));
      header.replaceChildren(button);
    }
    const sorted = table.querySelector("th.rank") || table.querySelector("th[data-sorted]");
    if (sorted) sorted.setAttribute("aria-sort", sorted.dataset.first || "ascending");
  }

  function makeFindable(table, form, status) {
    const find = form.querySelector("#find");
    const kinds = [...form.querySelectorAll("input[name=kind]")];
    const rows = [...table.querySelectorAll("tr.row")];
    const show = () => {
      const words = find.value.toLowerCase().split(/\s+/).filter(Boolean);
      const wanted = new Set(kinds.filter((kind) => kind.checked).map((kind) => kind.value));
      let shown = 0;
      for (const row of rows) {
        row.hidden = !wanted.has(row.dataset.kind) || !words.every((word) => row.dataset.text.includes(word));
        shown += !row.hidden;
      }
      for (const body of table.tBodies) {
        body.hidden = !body.querySelector("tr.row:not([hidden])");
      }
      status.textContent = `${shown} of ${rows.length} systems shown`;
    };
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("input", show);
    form.hidden = false;
  }

  // Two rows that are ticked can be compared.
  function makeComparable(table, bar) {
    const link = bar.querySelector("a");
    const name = bar.querySelector("#picked");
    const boxes = [];
    const show = (latest) => {
      let ticked = boxes.filter((box) => box.checked);
      if (ticked.length > 2) {
        ticked.find((box) => box !== latest).checked = false;
        ticked = boxes.filter((box) => box.checked);
      }
      const rows = ticked.map((box) => box.closest("tr"));
      bar.hidden = rows.length === 0;
      link.hidden = rows.length < 2;
      name.textContent = rows.map((row) => row.dataset.label).join(" and ") + (rows.length < 2 ? ": tick another" : "");
      if (rows.length === 2) link.href = `compare.html#${rows[0].dataset.slug},${rows[1].dataset.slug}`;
    };
    for (const row of table.querySelectorAll("tr.row")) {
      const box = document.createElement("input");
      box.type = "checkbox";
      box.className = "tick";
      box.setAttribute("aria-label", `Compare ${row.dataset.label}`);
      box.addEventListener("change", () => show(box));
      row.cells[1].prepend(box);
      boxes.push(box);
    }
  }

  const status = document.getElementById("sorted");
  for (const table of document.querySelectorAll("table.ranks, table.sortable")) makeSortable(table, status);
  const board = document.getElementById("board");
  const form = document.querySelector("form.filter");
  if (board && form) makeFindable(board, form, status);
  const bar = document.querySelector(".pick");
  if (board && bar && board.querySelectorAll("tr.row").length > 1) makeComparable(board, bar);
})();
