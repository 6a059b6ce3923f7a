// What belongs together lights up: a chain and its relations, an event and who takes part in it.
let pinned = [];
let litMarks = [];

// An entity or an event with what it is joined to, and in which role.
function joined(thing) {
  const related = [];
  if (thing.fillers) {
    for (const { role, entity } of thing.fillers) related.push({ thing: entity, role });
  } else {
    for (const { type, head, tail } of thing.relations) related.push({ thing: head === thing ? tail : head, role: type });
    for (const { event, role } of thing.events) related.push({ thing: event, role });
  }
  return related;
}

function nearest(marks, to) {
  const placed = marks.filter(isPlaced);
  if (!to) return firstMark(placed);
  const gap = (mark) => Math.max(mark.start - to.end, to.start - mark.end, 0);
  return placed.sort((one, other) => gap(one) - gap(other) || one.start - other.start)[0];
}

const isShown = (mark) => {
  const view = state.views[mark.role === "trigger" ? "Events" : "Mentions"];
  return view === "diff" || view === (mark.side.isGold ? "gold" : "said");
};

function dim() {
  for (const part of article.querySelectorAll(".lit, .near")) part.classList.remove("lit", "near");
  for (const part of article.querySelectorAll("[data-role]")) delete part.dataset.role;
  for (const element of document.querySelectorAll(".row.lit")) element.classList.remove("lit");
  drawArcs([]);
}

// Light things; `from` is the mark that was pointed at. Only with one thing it is told what it is joined to.
function light(things, from = null) {
  dim();
  litMarks = things.flatMap((thing) => thing.marks).filter(isPlaced).sort(byPlace);
  for (const mark of litMarks) if (isShown(mark)) for (const part of mark.parts) part.classList.add("lit");
  const arcs = [];
  for (const thing of things) {
    const start = from && thing.marks.includes(from) ? from : firstMark(thing.marks);
    for (const { thing: other, role } of joined(thing)) {
      const end = nearest(other.marks, start);
      if (!end || !start || !isShown(end)) continue;
      for (const part of end.parts) part.classList.add("near");
      if (end.parts[0]) end.parts[0].dataset.role = role;
      if (thing.fillers) arcs.push([start, end]);
    }
  }
  drawArcs(arcs);
  for (const element of document.querySelectorAll(".row")) {
    element.classList.toggle("lit", things.some((thing) => element.of?.includes(thing)));
  }
}

// Light a relation: both chains, and one line between the mentions that are nearest to each other.
function lightRelation({ type, head, tail }) {
  dim();
  litMarks = [...head.marks, ...tail.marks].filter(isPlaced).sort(byPlace);
  for (const mark of litMarks) if (isShown(mark)) for (const part of mark.parts) part.classList.add("lit");
  const pairs = head.marks.filter(isPlaced).map((mark) => [mark, nearest(tail.marks.filter((each) => each !== mark), mark)]);
  const gap = ([one, other]) => (other ? Math.max(one.start - other.end, other.start - one.end, 0) : Infinity);
  const [from, to] = pairs.sort((one, other) => gap(one) - gap(other))[0] || [];
  if (!from || !to || !isShown(from)) return;
  for (const mark of [from, to]) for (const part of mark.parts) part.classList.add("near");
  to.parts[0].dataset.role = type;
  drawArcs([[from, to]]);
}

function lightPinned() {
  if (pinned.length) light(pinned);
  else if (state.at >= 0) pointAt(state.errors[state.at]);
  else dim();
}

function pin(things, from) {
  pinned = things;
  if (things.length) light(things, from);
  else lightPinned();
}

// The marks under a place, inner ones first: of each side the innermost that is shown.
function marksAt(element) {
  const found = { gold: null, said: null };
  for (let part = element; part && part !== article; part = part.parentElement) {
    if (!part.mark || !isShown(part.mark)) continue;
    const side = part.mark.side.isGold ? "gold" : "said";
    found[side] ??= part.mark;
  }
  return [found.gold, found.said].filter(Boolean);
}

// Lines from a trigger to who takes part, or between the ends of a relation: of one thing at a time.
const arcs = document.createElementNS("http://www.w3.org/2000/svg", "svg");
arcs.setAttribute("class", "arcs");
arcs.setAttribute("aria-hidden", "true");
article.append(arcs);

function drawArcs(pairs) {
  arcs.replaceChildren();
  const frame = article.getBoundingClientRect();
  for (const [from, to, fate = ""] of pairs) {
    const [one, other] = [from, to].map((mark) => mark.parts?.[0]?.getClientRects()[0]);
    if (!one || !other || from === to) continue;
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    path.setAttribute("d", curve(one, other, frame));
    path.setAttribute("class", fate);
    arcs.append(path);
  }
}

function curve(one, other, frame) {
  const [x, u] = [one, other].map((box) => box.left + box.width / 2 - frame.left);
  const isLevel = Math.abs(one.top - other.top) < one.height / 2;
  if (isLevel) {
    const y = Math.min(one.top, other.top) - frame.top;
    const rise = Math.min(26, 8 + Math.abs(u - x) / 12);
    return `M${x} ${y}C${x} ${y - rise} ${u} ${y - rise} ${u} ${y}`;
  }
  const isDown = other.top > one.top;
  const y = (isDown ? one.bottom : one.top) - frame.top;
  const v = (isDown ? other.top : other.bottom) - frame.top;
  const bend = (v - y) / 2;
  return `M${x} ${y}C${x} ${y + bend} ${u} ${v - bend} ${u} ${v}`;
}

// What became of a mark, where that is shown.
function fateWords(mark) {
  const view = state.views[mark.role === "trigger" ? "Events" : "Mentions"];
  return view !== "diff" || !mark.fate || mark.fate === "unjudged" ? [] : [kindWords(ownOf(mark)?.kind ?? "right")];
}

// What a mark is, in words, for the card.
function describe(mark) {
  const { owner, side } = mark;
  const is = h("span", { className: `side ${side.isGold ? "gold" : "saying"}` },
    h("span", { className: "term" }, [side.isGold ? "gold" : "said", ...fateWords(mark), ""].join(" ")));
  if (mark.role === "trigger") is.append(`${mark.type}, ${mark.kind || "realis not said"}`);
  else {
    const number = owner.marks.length;
    is.append(`${mark.type}${mark.kind ? ` ${mark.kind}` : ""} of “${owner.title}”`,
      owner.value ? ` = ${owner.value}` : number > 1 ? `, ${number} mentions` : "");
  }
  const judges = state.shared.judges[mark.role === "trigger" ? 1 : 0];
  if (side.isGold && judges > 1) is.append(` · ${state.shared.hits[mark.n]} of ${judges} systems have it`);
  const related = joined(owner).map(({ thing, role }) => `${role} ${thing.title || thing.type}`);
  if (related.length) is.append(h("span", { className: "joined" }, `${related.slice(0, 4).join(" · ")}${related.length > 4 ? ` · ${related.length - 4} more` : ""}`));
  return is;
}
