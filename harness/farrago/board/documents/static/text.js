// The text: gold stands in it, below the words; what a system says is laid upon it, above them.
const article = $("Text");
const lines = [...article.querySelectorAll(".text")].map((element) => {
  const start = Number(element.dataset.at);
  return { element, start, end: start + element.textContent.length };
});
const whole = lines.reduce((text, line) => text.padEnd(line.start, "\n") + line.element.textContent, "");
const wordsOf = (mark) => (mark.start < 0 ? mark.owner.title || "not in the text" : whole.slice(mark.start, mark.end));
const byPlace = (one, other) => one.start - other.start || other.end - one.end;
const isPlaced = (mark) => mark.start >= 0;
const firstMark = (marks) => marks.filter(isPlaced).sort(byPlace)[0];

function familyOf(mark) {
  if (mark.role === "trigger") return "trigger";
  return mark.kind === "value" ? "value" : Object.hasOwn(carried.families, mark.type) ? carried.families[mark.type] : "other";
}

function findGold(side) {
  for (const mark of side.marks) {
    const id = `M${mark.n}`;
    mark.parts = [$(id), ...article.querySelectorAll(`[data-m="${id}"]`)];
    for (const part of mark.parts) part.mark = mark;
  }
}

function* textNodes(line) {
  const walker = document.createTreeWalker(line.element, NodeFilter.SHOW_TEXT);
  let at = line.start;
  while (walker.nextNode()) {
    const node = walker.currentNode;
    yield [node, at, (at += node.length)];
  }
}

// Lay one predicted mark upon the text. It is cut wherever gold or another mark begins or ends, so it may cross.
function lay(mark) {
  mark.parts = [];
  for (const line of lines) {
    if (line.end <= mark.start || line.start >= mark.end) continue;
    for (const [node, start, end] of [...textNodes(line)]) {
      const [from, to] = [Math.max(start, mark.start), Math.min(end, mark.end)];
      if (from >= to) continue;
      const own = from > start ? node.splitText(from - start) : node;
      if (to < end) own.splitText(to - from);
      const part = document.createElement("span");
      part.className = `s ${familyOf(mark)} ${mark.kind} up${mark.lane}`;
      part.mark = mark;
      own.replaceWith(part);
      part.append(own);
      mark.parts.push(part);
    }
  }
  mark.parts[0]?.classList.add("first");
  mark.parts.at(-1)?.classList.add("last");
}

function layAll(side) {
  const placed = side.marks.filter(isPlaced).sort((one, other) => one.end - one.start - (other.end - other.start));
  placed.forEach((mark, number) => {
    const below = placed.slice(0, number).filter((each) => each.start < mark.end && each.end > mark.start);
    mark.lane = Math.min(3, Math.max(-1, ...below.map((each) => each.lane)) + 1);
  });
  for (const mark of side.marks) mark.parts = [];
  for (const mark of placed.sort(byPlace)) lay(mark);
}

function liftAll() {
  for (const part of [...article.querySelectorAll(".s")].reverse()) part.replaceWith(...part.childNodes);
  for (const line of lines) line.element.normalize();
}

// How many of the systems have each gold mark: none, some, most, all.
function share({ judges, hits }, gold) {
  for (const mark of gold.marks) {
    const part = hits[mark.n] / Math.max(1, judges[mark.role === "trigger" ? 1 : 0]);
    for (const each of mark.parts) each.dataset.share = part === 0 ? 0 : part === 1 ? 3 : part < 0.5 ? 1 : 2;
  }
}

const ownOf = (mark) => mark.fates.find((record) => record.layer === mark.role);
const apartOf = (mark) => mark.fates.find((record) => record.kind === "wrong_attachment" && record.layer.endsWith("coref"));

// Write upon each mark what became of it.
function judge(gold, system) {
  const marked = [...gold.marks, ...(system ? system.said.marks : [])];
  for (const mark of marked) mark.fates = [];
  if (system) {
    for (const record of system.records) {
      for (const [side, ref] of [[gold, record.gold], [system.said, record.predicted]]) {
        if (side.marks[ref.mark]) side.marks[ref.mark].fates.push(record);
      }
    }
  }
  for (const mark of marked) {
    const [own, apart] = [ownOf(mark), apartOf(mark)];
    mark.fate = !system || !(mark.role in system.right) ? "unjudged" : own ? own.fate : "right";
    for (const part of mark.parts) {
      part.dataset.fate = mark.fate;
      part.classList.toggle("apart", Boolean(apart));
    }
    const last = mark.parts.at(-1);
    if (last) {
      last.dataset.sign = signOf(mark, own, apart);
      last.dataset.t = mark.type;
    }
  }
}

const short = (type) => type.slice(type.lastIndexOf(".") + 1);

function signOf(mark, own, apart) {
  const isSaid = !mark.side.isGold;
  if (own?.kind === "wrong_type") return isSaid ? `${short(state.gold.marks[own.gold.mark]?.type || "")} ≠ ${short(mark.type)}` : "";
  if (own?.kind === "wrong_span") return isSaid ? "↔" : "";
  if (own?.isError) return `${SIGNS[own.fate]} ${short(mark.type)}`;
  return apart && isSaid ? "⇄" : "";
}

// What is heard behind a mark: what is wrong with it; of one that is right no more than its type, where types are shown.
function saysOf(mark) {
  const isSaid = !mark.side.isGold;
  if (!isShown(mark)) return "";
  const isCompared = state.views[mark.role === "trigger" ? "Events" : "Mentions"] === "diff" && mark.fate !== "unjudged";
  if (!isCompared) return $("Types").checked ? mark.type : "";
  const [own, apart] = [ownOf(mark), apartOf(mark)];
  const gold = own && state.gold.marks[own.gold.mark];
  if (own?.kind === "wrong_type") return isSaid ? `wrong type, ${mark.type}, gold ${gold?.type}` : "";
  if (own?.kind === "wrong_span" && isSaid) return `wrong span, ${mark.type}, gold “${gold ? wordsOf(gold) : ""}”`;
  if (own?.fate === "missed" || own?.fate === "spurious") return `${own.fate}, ${mark.type}`;
  if (!own && apart && isSaid) return `wrong entity, ${mark.type}`;
  if (!$("Types").checked || (isSaid && !own)) return ""; // where both agree, gold tells it
  return `${own ? isSaid ? "said" : "gold" : "right"}, ${mark.type}`;
}

// A mark that tells something is one for a screen reader, too; hundreds that tell nothing would drown the text.
function sound() {
  for (const mark of [...(state.gold?.marks ?? []), ...(state.system?.said.marks ?? [])]) {
    const says = saysOf(mark);
    for (const part of mark.parts) {
      if (says) part.setAttribute("role", "mark");
      else part.removeAttribute("role");
    }
    const last = mark.parts.at(-1);
    if (last) last.dataset.says = says && ` (${says})`;
  }
}
