// How it is steered: pointer, finger and keys.
const sheet = $("Sheet");
const visible = () => [...article.querySelectorAll(".k, .s.first")].filter((part) => part.mark && part.mark.parts[0] === part && isShown(part.mark));

// What scrolls away under a pointer at rest was not pointed at.
const isMeant = (event) => event.pointerType !== "touch" && performance.now() - state.moved > 600;

article.addEventListener("pointerover", (event) => {
  if (!isMeant(event)) return;
  const marks = marksAt(event.target);
  if (!marks.length) return lightPinned();
  light(marks.map((mark) => mark.owner), marks[0]);
  if (state.at < 0 && !pinned.length) tellMarks(marks, { passing: true });
});
article.addEventListener("pointerleave", () => {
  lightPinned();
  if (state.at < 0 && !pinned.length) card.hidden = true;
});
article.addEventListener("click", (event) => {
  const marks = marksAt(event.target);
  if (!marks.length) return letGo();
  event.preventDefault();
  takeUp(marks);
});
article.addEventListener("focusin", (event) => {
  if (event.target.mark) light(marksAt(event.target).map((mark) => mark.owner), event.target.mark);
});

// Take up marks: the error that is there, if there is one in the list, and else what they belong to.
function takeUp(marks) {
  const at = state.errors.findIndex((record) => marks.some((mark) => mark.fates?.includes(record)));
  if (at >= 0 && state.at !== at) return select(at, { moves: false });
  state.at = -1;
  renderCount();
  pin(marks.map((mark) => mark.owner), marks[0]);
  tellMarks(marks);
}

function letGo() {
  state.at = -1;
  card.hidden = true;
  renderCount();
  pin([]);
}

for (const list of document.querySelectorAll(".rows")) {
  for (const kind of ["pointerover", "focusin"]) {
    list.addEventListener(kind, (event) => {
      const row = event.target.closest(".row");
      if (row?.relation) lightRelation(row.relation);
      else if (row) light([row.of[0]]);
    });
  }
  list.addEventListener("pointerleave", lightPinned);
}
$("ErrorList").addEventListener("pointerover", (event) => {
  const item = event.target.closest("li[data-n]");
  if (item && isMeant(event)) pointAt(state.system.records[item.dataset.n]);
});
$("ErrorList").addEventListener("pointerleave", lightPinned);

$("System").addEventListener("change", (event) => go(event.target.value));
function go(slug) {
  history.pushState(null, "", slug ? `#${slug}` : location.pathname);
  return choose(slug);
}
$("Previous").addEventListener("click", () => step(-1));
$("Next").addEventListener("click", () => step(1));
$("Help").addEventListener("click", () => sheet.showModal());
$("View").addEventListener("change", (event) => view(event.target.value));
function view(value) {
  if (!state.system && value !== "gold") return;
  setViews(value);
  render();
}
$("Layers").addEventListener("change", (event) => {
  state.views[event.target.closest("tr").dataset.group] = event.target.value;
  render();
});
$("Types").addEventListener("change", sound);
document.querySelector(".filters").addEventListener("change", () => {
  renderErrors(state.errors[state.at] || null);
  lightPinned();
});

function toggle(group) {
  const shown = Object.values(state.views).find((each) => each !== "off") || (state.system ? "diff" : "gold");
  state.views[group] = state.views[group] === "off" ? (carried.hidden ? "said" : shown) : "off";
  render();
}

function stepSystem(by) {
  const all = [...names.keys()];
  go(all[(all.indexOf(state.wanted) + by + all.length) % all.length]);
}

function stepMark(by) {
  if (!litMarks.length) return;
  const shown = litMarks.filter((mark) => isShown(mark) && mark.parts.length);
  const here = shown.findIndex((mark) => mark.parts.includes(document.activeElement));
  const mark = shown[(here + by + shown.length) % shown.length];
  if (mark) goTo(mark);
}

function turn(rel) {
  const link = document.querySelector(`a[rel="${rel}"]`);
  if (link) location.href = link.href.split("#")[0] + (state.slug ? `#${state.slug}` : "");
}

const ACTIONS = {
  n: () => step(1), p: () => step(-1), N: () => turn("next"), P: () => turn("prev"),
  "]": () => stepSystem(1), "[": () => stepSystem(-1), ".": () => stepMark(1), ",": () => stepMark(-1),
  g: () => view("gold"), s: () => view("said"), d: () => view("diff"), e: backToList, b: backToList,
  "?": () => sheet.showModal(), Escape: letGo,
};
LAYERS.forEach((group, number) => { ACTIONS[number + 1] = () => toggle(group); });
const HIDES = ["n", "p", "g", "d", "e", "b"];

document.addEventListener("keydown", (event) => {
  const isTyped = event.target.matches("select, input:not([type=checkbox], [type=radio])");
  if (event.ctrlKey || event.metaKey || event.altKey || isTyped || sheet.open) return;
  if (event.target.mark && ["ArrowLeft", "ArrowRight", "Enter"].includes(event.key)) return walk(event);
  const action = Object.hasOwn(ACTIONS, event.key) ? ACTIONS[event.key] : null;
  if (!action || (event.key !== "Escape" && !$("Keys").checked) || (carried.hidden && HIDES.includes(event.key))) return;
  event.preventDefault();
  action();
});

// In the text arrows lead from mark to mark: it has one stop for Tab, not hundreds.
function walk(event) {
  event.preventDefault();
  if (event.key === "Enter") return takeUp(marksAt(event.target));
  const all = visible();
  const next = all[all.indexOf(event.target) + (event.key === "ArrowRight" ? 1 : -1)];
  if (!next) return;
  stand(next);
  next.focus();
  tellMarks(marksAt(next));
}

function stand(part) {
  article.querySelector('[tabindex="0"]')?.setAttribute("tabindex", "-1");
  part.tabIndex = 0;
}

for (const link of document.querySelectorAll("table.systems a")) {
  link.addEventListener("click", () => $("Bar").scrollIntoView());
}
for (const link of document.querySelectorAll("a[rel=prev], a[rel=next]")) {
  link.addEventListener("click", () => { if (state.slug) link.hash = state.slug; });
}
window.addEventListener("hashchange", follow);
window.addEventListener("resize", lightPinned);

async function begin() {
  if (!("DecompressionStream" in window && "toSorted" in Array.prototype)) return; // then it reads as without a script
  // The plain lists have the names of the systems: a browser that went to one has left the text.
  const plain = $("Plain");
  const hadGone = plain?.querySelector(":target");
  plain?.remove();
  if (hadGone) window.scrollTo(0, 0);
  state.shared = await unpacked(carried.shared);
  const { texts, gold } = state.shared;
  if (gold) {
    state.gold = sideOf(gold, (n) => (n < 0 ? null : texts[n]), true);
    findGold(state.gold);
    share(state.shared, state.gold);
  }
  document.documentElement.classList.add("js");
  $(carried.hidden ? "Entities" : "Errors").open = true;
  await follow();
  for (const part of visible()) part.tabIndex = -1;
  visible()[0]?.setAttribute("tabindex", "0");
  document.documentElement.dataset.ready = "true";
  performance.mark("ready");
}
// A browser may keep nothing for a page from the disk: then the choice holds for this page.
try {
  $("Keys").checked = localStorage.getItem("keys") !== "off";
  $("Keys").addEventListener("change", (event) => localStorage.setItem("keys", event.target.checked ? "on" : "off"));
} catch {
  $("Keys").checked = true;
}
begin();
