"use strict";
// Without this script all is readable and linked; with it, what belongs together lights up.
(() => {
  const marks = [...document.querySelectorAll(".mark")];
  const rows = [...document.querySelectorAll(".row")];
  const refersOf = (row) => row.dataset.refers.split(" ");
  let pinned = null;

  function light(names) {
    for (const mark of marks) mark.classList.toggle("lit", names.includes(mark.dataset.of));
    for (const row of rows) row.classList.toggle("lit", names.length === 1 && refersOf(row).includes(names[0]));
  }

  const rest = () => light(pinned ? pinned.names : []);

  function pin(row, names) {
    for (const each of rows) each.classList.toggle("pinned", each === row);
    pinned = row && { names, step: -1 };
    rest();
  }

  function step(by) {
    const own = marks.filter((mark) => mark.id && mark.dataset.of === pinned.names[0]);
    if (!own.length) return;
    pinned.step = (pinned.step + by + own.length) % own.length;
    own[pinned.step].scrollIntoView({ block: "center" });
    location.replace(`#${own[pinned.step].id}`);
  }

  for (const mark of marks) {
    mark.addEventListener("mouseover", (event) => {
      event.stopPropagation();
      light([mark.dataset.of]);
    });
    mark.addEventListener("mouseout", rest);
    mark.addEventListener("click", (event) => {
      event.stopPropagation();
      const row = document.getElementById(mark.dataset.of);
      pin(row, [mark.dataset.of]);
      row.scrollIntoView({ block: "nearest" });
    });
  }
  for (const row of rows) {
    row.addEventListener("mouseover", () => light(refersOf(row)));
    row.addEventListener("mouseout", rest);
    row.addEventListener("focus", () => pin(row, refersOf(row)));
  }
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") pin(null, []);
    if (pinned && event.key === "n") step(1);
    if (pinned && event.key === "p") step(-1);
  });
})();
