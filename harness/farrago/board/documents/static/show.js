// What is shown: a system, a view of each layer, an error. The address says which: #SYSTEM/ERROR, #SYSTEM/START-END.
const state = { shared: null, gold: null, system: null, slug: null, wanted: null, views: {}, errors: [], at: -1, moved: -Infinity, read: new Map() };
const names = new Map([...$("System").options].map((option) => [option.value, option.textContent]));
const card = $("Card");
const rowsOf = (id) => $(id).querySelector(".rows");
const reducesMotion = matchMedia("(prefers-reduced-motion: reduce)");

function setViews(view) {
  for (const group of LAYERS) state.views[group] = view;
}

// Of several that are asked for in haste, the last is shown.
async function choose(slug) {
  if (slug === state.wanted) return;
  state.wanted = slug;
  const part = carried.systems.find((each) => each.slug === slug)?.part;
  if (part && !state.read.has(slug)) state.read.set(slug, systemOf(await unpacked(part), state.shared, names.get(slug)));
  if (slug !== state.wanted) return;
  const had = state.system !== null;
  state.slug = slug;
  state.system = part ? state.read.get(slug) : null;
  state.at = -1;
  pinned = [];
  if (!state.system) setViews("gold");
  else if (carried.hidden) setViews("said");
  else if (!had) setViews("diff");
  liftAll();
  if (state.system) layAll(state.system.said);
  if (state.gold) judge(state.gold, state.system);
  $("System").value = slug;
  $("About").hidden = !part;
  $("About").href = `../systems/${slug}.html`;
  document.title = [document.querySelector("h1").textContent, state.system?.name, "Farrago"].filter(Boolean).join(" · ");
  for (const row of document.querySelectorAll("table.systems tr")) {
    row.classList.toggle("here", row.querySelector("a")?.hash === `#${slug}`);
  }
  render();
  performance.mark("shown");
}

function render() {
  article.dataset.all = String(state.slug === "*");
  for (const group of LAYERS) article.dataset[group.toLowerCase()] = state.views[group];
  renderSwitches();
  for (const id of Object.keys(ALONE)) renderList(id);
  renderErrors();
  renderLegend();
  sound();
  lightPinned();
}

function renderSwitches() {
  const views = new Set(Object.values(state.views));
  for (const input of document.querySelectorAll("#View input")) {
    input.checked = views.size === 1 && views.has(input.value);
    input.disabled = !state.system && input.value !== "gold";
  }
  for (const tr of document.querySelectorAll("#Layers tbody tr")) {
    const group = tr.dataset.group;
    for (const input of tr.querySelectorAll("input")) {
      input.checked = state.views[group] === input.value;
      input.disabled = !state.system && ["said", "diff"].includes(input.value);
    }
    for (const cell of tr.querySelectorAll(".n")) cell.textContent = numberOf(group, cell.classList[1]);
  }
}

// The numbers of a group are those of its first layer; the others say more of the same items.
function numberOf(group, fate) {
  const layer = carried.groups[group][0];
  if (!state.system || !(layer in state.system.right)) return state.system ? "–" : "";
  if (fate === "right") return state.system.right[layer];
  return state.system.records.filter((record) => record.layer === layer && record.fate === fate).length;
}

function renderList(id) {
  const view = VIEW_OF[id].map((group) => state.views[group]).find((each) => each !== "off") || "off";
  const { gold, system } = state;
  const rows = view === "off" ? []
    : view === "diff" && system ? COMPARED[id](gold, system)
      : view === "said" && system ? ALONE[id](system.said) : gold ? ALONE[id](gold) : [];
  rowsOf(id).replaceChildren(...rows);
  $(id).querySelector(".count").textContent = rows.length;
  $(id).dataset.arguments = state.views.Arguments;
}

const wanted = () => [...document.querySelectorAll(".filters input[value]:checked")].map((input) => input.value);
const placeOf = (record) => {
  const marks = [state.gold?.marks[record.gold.mark], state.system.said.marks[record.predicted.mark]].filter((mark) => mark && isPlaced(mark));
  return marks.length ? marks[0].start : Infinity;
};

function renderErrors(keep = null) {
  if (carried.hidden) return;
  const all = state.system ? state.system.records.filter((record) => record.isError) : [];
  const fates = wanted();
  const isRoot = (record) => !$("Roots").checked || !record.cause;
  const open = all.filter((record) => fates.includes(record.fate) && state.views[record.group] !== "off");
  const place = new Map(open.map((record) => [record, placeOf(record)]));
  state.errors = open.filter(isRoot).sort((one, other) => place.get(one) - place.get(other) || one.n - other.n);
  state.at = keep ? state.errors.indexOf(keep) : -1;
  document.querySelector(".filters").hidden = !state.system;
  const hardest = state.slug === "*" ? hardestOf(state.shared, state.gold) : [];
  $("ErrorList").replaceChildren(...state.errors.map((record) => errorLine(record, state.slug)), ...hardest);
  $("ErrorCount").textContent = state.system ? state.errors.length : "";
  $("ErrorNote").textContent = hardest.length ? "What the fewest systems have, with the right place and type; then what more have."
    : !state.system ? "Choose a system to see what it gets wrong here."
    : state.errors.length < all.length ? `${all.length - state.errors.length} more are filtered out.`
      : all.length ? "" : "Nothing is wrong here.";
  for (const id of ["Previous", "Next"]) $(id).disabled = state.errors.length === 0;
  renderCount();
}

function renderCount() {
  const number = state.errors.length;
  $("Count").textContent = !state.system ? "" : state.at >= 0 ? `${state.at + 1} of ${number}` : `${number} error${number === 1 ? "" : "s"}`;
  for (const item of $("ErrorList").children) {
    const is = state.at >= 0 && Number(item.dataset.n) === state.errors[state.at].n;
    if (is) item.firstChild.setAttribute("aria-current", "true");
    else item.firstChild.removeAttribute("aria-current");
  }
}

function renderLegend() {
  const isCompared = state.system && Object.values(state.views).includes("diff");
  const isAll = state.slug === "*";
  if (carried.hidden) return;
  $("Legend").hidden = isCompared || isAll;
  $("LegendDiff").hidden = !isCompared;
  $("LegendAll").hidden = !isAll;
}

// Point at an error: both places, both ends, and a line between them; the card says it in words.
function pointAt(record) {
  dim();
  const ends = [];
  for (const [side, ref] of [[state.gold, record.gold], [state.system.said, record.predicted]]) {
    const [mark, tail] = [side.marks[ref.mark], side.marks[ref.tail]];
    for (const each of [mark, tail]) for (const part of each?.parts || []) part.classList.add("lit");
    if (mark && tail && isPlaced(mark) && isPlaced(tail)) ends.push([mark, tail, side.isGold ? "gold" : "saying"]);
  }
  drawArcs(ends);
}

function select(number, { moves = true } = {}) {
  const record = state.errors[number];
  if (!record) return;
  state.at = number;
  state.moved = performance.now();
  pinned = [];
  if (["gold", "said"].includes(state.views[record.group])) {
    setViews("diff");
    render();
    state.at = state.errors.indexOf(record);
  }
  renderCount();
  pointAt(record);
  tell(record);
  const mark = [state.gold.marks[record.gold.mark], state.system.said.marks[record.predicted.mark]].find((each) => each?.parts.length);
  if (moves && mark) reveal(mark.parts[0]);
  const item = $("ErrorList").children[state.at];
  if ($("Errors").open && moves) scrollWithin($("ErrorList"), item);
  history.replaceState(null, "", `#${state.slug}/${record.n}`);
}

// What is near is scrolled to so that the eye can follow; over what is far the page jumps.
function reveal(element) {
  const isNear = Math.abs(element.getBoundingClientRect().top - innerHeight / 2) < 1.5 * innerHeight;
  element.scrollIntoView({ block: "center", behavior: isNear && !reducesMotion.matches ? "smooth" : "instant" });
}

// Only the list scrolls, and never the page away from the text.
function scrollWithin(list, item) {
  const frame = list.closest("aside");
  if (frame.scrollHeight <= frame.clientHeight) return;
  const [box, own] = [frame.getBoundingClientRect(), item.getBoundingClientRect()];
  if (own.top < box.top + 40 || own.bottom > box.bottom) frame.scrollTop += own.top - box.top - box.height / 3;
}

const step = (by) => state.errors.length &&
  select(state.at < 0 ? (by > 0 ? 0 : state.errors.length - 1) : (state.at + by + state.errors.length) % state.errors.length);

function tell(record) {
  const back = h("button", { type: "button", className: "plainly", title: "Back to the list (b)" }, "list");
  back.addEventListener("click", backToList);
  const layer = h("span", { className: "layer" }, ` ${kindWords(record.layer)}`);
  const what = h("span", { className: `what ${record.fate}` }, `${SIGNS[record.fate]} ${kindWords(record.kind)}`, layer);
  const note = record.cause ? h("span", { className: "note" }, `follows from an error in ${kindWords(record.cause)}`) : "";
  card.replaceChildren(h("p", { className: "cardhead" }, what, back), h("p", { className: "sides" }, ...sidesOf(record)), note);
  card.classList.remove("passing");
  card.hidden = false;
  $("Status").textContent = card.querySelector(".what").textContent + card.querySelector(".sides").textContent;
}

// What marks are; in passing, the card lies over the text and is nothing to point at.
function tellMarks(marks, { passing = false } = {}) {
  card.replaceChildren(h("p", { className: "sides" }, h("b", {}, `“${wordsOf(marks[0])}”`), ...marks.map(describe)));
  card.classList.toggle("passing", passing);
  card.hidden = false;
  if (!passing) $("Status").textContent = card.textContent;
}

function backToList() {
  $("Errors").open = true;
  const link = state.at >= 0 ? $("ErrorList").children[state.at].firstChild : $("Errors").querySelector("summary");
  link.focus();
  link.scrollIntoView({ block: "nearest" });
}

function goTo(mark) {
  if (!isShown(mark)) state.views[mark.role === "trigger" ? "Events" : "Mentions"] = state.system && !carried.hidden ? "diff" : mark.side.isGold ? "gold" : "said";
  render();
  pin([mark.owner], mark);
  tellMarks([mark]);
  const part = mark.parts[0];
  if (!part) return;
  reveal(part);
  part.focus({ preventScroll: true });
}

async function follow() {
  const [slug, where] = location.hash.slice(1).split("/");
  if (names.has(slug)) await choose(slug);
  else if (state.slug === null) await choose(carried.hidden ? carried.systems[0]?.slug ?? "" : "");
  if (!where && state.at >= 0) letGo();
  if (!where || !state.system || carried.hidden) return undefined;
  return /^\d+$/.test(where) ? goToError(state.system.records[where]) : goToSpan(where);
}

// An error that a filter keeps back is asked for all the same.
function goToError(record) {
  if (!record || !record.isError) return;
  if (!state.errors.includes(record)) {
    $("Roots").checked = false;
    for (const input of document.querySelectorAll(".filters input[value]")) input.checked = true;
    if (state.views[record.group] === "off") state.views[record.group] = "diff";
    render();
  }
  select(state.errors.indexOf(record));
}

// A place in code points, as the data has them: the error there, or else the mark.
function goToSpan(where) {
  const [start, end] = where.split("-").map((number) => [...whole].slice(0, Number(number)).join("").length);
  const at = state.errors.findIndex((record) => [state.gold.marks[record.gold.mark], state.system.said.marks[record.predicted.mark]]
    .some((mark) => mark && mark.start === start && mark.end === end));
  if (at >= 0) return select(at);
  const mark = [...state.gold.marks, ...state.system.said.marks].find((each) => each.start === start && each.end === end);
  return mark && goTo(mark);
}
