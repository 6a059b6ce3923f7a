// The lists beside the text, made of elements and never of markup: what they say is a stranger's.
function h(name, { data = {}, ...properties } = {}, ...children) {
  const element = Object.assign(document.createElement(name), properties);
  Object.assign(element.dataset, data);
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
}

const refOf = (mark) => `${mark.side.isGold ? "g" : "s"}${mark.n}`;

function chip(mark, fate = "") {
  const label = h("a", { className: `to ${familyOf(mark)} ${mark.kind} ${fate}`, href: `#${refOf(mark)}` }, wordsOf(mark));
  label.addEventListener("click", (event) => {
    event.preventDefault();
    goTo(mark);
  });
  if (fate && fate !== "right") label.prepend(`${SIGNS[fate]} `);
  return label;
}

function who(entity) {
  const mark = firstMark(entity.marks);
  if (!mark) return h("span", { className: "who" }, entity.title);
  const link = h("a", { className: "who", href: `#${refOf(mark)}` }, entity.title);
  link.addEventListener("click", (event) => {
    event.preventDefault();
    goTo(mark);
  });
  return link;
}

const label = (text) => h("span", { className: "label" }, text);
const form = (text) => (text ? h("span", { className: "form" }, text) : "");
const verdict = (fate, text) => h("span", { className: `verdict ${fate}` }, `${SIGNS[fate]} ${text}`);
const kindWords = (kind) => kind.replaceAll("_", " ");

function row(of, fate, ...children) {
  const element = h("div", { className: `row ${fate}` }, ...children);
  element.of = of;
  return element;
}

const chips = (marks, fateOfMark = () => "") =>
  h("p", { className: "said" }, ...marks.toSorted(byPlace).flatMap((mark) => [chip(mark, fateOfMark(mark)), " "]));

const inOrder = (things) =>
  things.toSorted((one, other) => byPlace(firstMark(one.marks) || { start: 1e9, end: 0 }, firstMark(other.marks) || { start: 1e9, end: 0 }));

function entityRow(entity, fate = "", note = "", own = chips(entity.marks)) {
  const title = h("p", { className: "title" }, h("b", {}, entity.title), " ", label(entity.type), " ", form(entity.value), " ", note);
  return row([entity], fate, title, own);
}

function relationRow(relation, fate = "", note = "") {
  const status = relation.status === "current" ? "" : form(relation.status);
  const element = row([relation.head, relation.tail], fate,
    h("p", {}, who(relation.head), " ", label(relation.type), " ", who(relation.tail), " ", status, " ", note));
  element.relation = relation;
  return element;
}

const fillerLine = (filler, note = "") =>
  h("div", {}, h("dt", {}, filler.role), h("dd", {}, who(filler.entity), " ", note));

function eventRow(event, fate = "", note = "", own = chips(event.marks), fillers = event.fillers.map((each) => fillerLine(each))) {
  const title = h("p", { className: "title" }, label(event.type), " ", form(event.realis), " ", note);
  const list = fillers.length ? h("dl", { className: "arguments" }, ...fillers) : "";
  return row([event, ...event.fillers.map((each) => each.entity)], fate, title, own, list);
}

// What stands in a record of a layer, by the number of its row or mark on one side.
function recordsBy(system, layers, side, field) {
  const found = new Map();
  for (const record of system.records) {
    if (layers.includes(record.layer) && record[side][field] >= 0) found.set(record[side][field], record);
  }
  return found;
}

const noteOf = (record) => (record && record.isError
  ? verdict(record.fate, record.fate === "wrong" && record.said ? `said ${record.said}` : kindWords(record.kind))
  : record ? h("span", { className: "verdict ignored" }, kindWords(record.kind)) : "");

function entitiesCompared(gold, system) {
  const said = system.said;
  const sameAs = new Map(system.same[0].map((to, from) => [to, said.entities[from]]));
  const whole = recordsBy(system, ["entity"], "gold", "row");
  const rows = inOrder(gold.entities).map((entity) => {
    const other = sameAs.get(entity.n);
    const extra = other ? other.marks.filter((mark) => !entity.marks.some((own) => own.start === mark.start && own.end === mark.end)) : [];
    const fates = (mark) => (mark.side === said ? "spurious" : mark.fates.find((each) => ["coref", "mention"].includes(each.layer) && each.isError)?.fate || "right");
    const record = whole.get(entity.n);
    return entityRow(entity, record?.fate || "", noteOf(record), chips([...entity.marks, ...extra], fates));
  });
  const alone = said.entities.filter((entity) => !(system.same[0][entity.n] >= 0));
  const records = recordsBy(system, ["entity"], "predicted", "row");
  return [...rows, ...inOrder(alone).map((entity) => entityRow(entity, "spurious", noteOf(records.get(entity.n)) || verdict("spurious", "spurious")))];
}

function relationsCompared(gold, system) {
  const here = recordsBy(system, ["relation"], "gold", "row");
  const there = system.records.filter((record) => record.layer === "relation" && record.gold.row < 0 && record.predicted.row >= 0);
  return [
    ...gold.relations.map((relation) => relationRow(relation, here.get(relation.n)?.fate || "", noteOf(here.get(relation.n)))),
    ...there.map((record) => relationRow(system.said.relations[record.predicted.row], record.fate, noteOf(record))),
  ];
}

function eventsCompared(gold, system) {
  const fillers = recordsBy(system, ["argument"], "gold", "row");
  const realis = recordsBy(system, ["realis"], "gold", "mark");
  const same = system.same[1];
  const alone = system.records.filter((record) => record.layer === "argument" && record.gold.row < 0 && record.predicted.row >= 0);
  const fates = (mark) => mark.fates.find((each) => ["trigger", "event_coref"].includes(each.layer) && each.isError)?.fate || "right";
  const rows = inOrder(gold.events).map((event) => {
    const extra = alone.filter((record) => same[system.said.fillers[record.predicted.row].event.n] === event.n);
    const lines = [
      ...event.fillers.map((filler) => fillerLine(filler, noteOf(fillers.get(filler.n)))),
      ...extra.map((record) => fillerLine(system.said.fillers[record.predicted.row], noteOf(record))),
    ];
    const trigger = event.marks.flatMap((mark) => mark.fates).find((each) => each.layer === "trigger" && each.isError);
    const wrong = event.marks.map((mark) => realis.get(mark.n)).find((each) => each?.kind === "wrong_realis");
    return eventRow(event, trigger?.fate || "", noteOf(trigger || wrong), chips(event.marks, fates), lines);
  });
  const others = system.said.events.filter((event) => !(same[event.n] >= 0) &&
    event.marks.every((mark) => mark.fates.some((each) => each.layer === "trigger" && each.gold.mark < 0)));
  return [...rows, ...inOrder(others).map((event) => eventRow(event, "spurious", verdict("spurious", "spurious"), chips(event.marks)))];
}

const COMPARED = { Entities: entitiesCompared, Relations: relationsCompared, Events: eventsCompared };
const ALONE = {
  Entities: (side) => inOrder(side.entities).map((each) => entityRow(each)),
  Relations: (side) => side.relations.map((each) => relationRow(each)),
  Events: (side) => inOrder(side.events).map((each) => eventRow(each)),
};
const VIEW_OF = { Entities: ["Chains", "Mentions"], Relations: ["Relations"], Events: ["Events", "Arguments"] };

function errorLine(record, slug) {
  const link = h("a", { href: `#${slug}/${record.n}`, className: record.fate },
    h("span", { className: "what" }, `${SIGNS[record.fate]} ${kindWords(record.kind)}`,
      h("span", { className: "layer" }, ` ${kindWords(record.layer)}`)),
    ...sidesOf(record));
  const item = h("li", { data: { n: record.n } }, link);
  if (record.cause) item.append(h("span", { className: "note" }, `follows from ${kindWords(record.cause)}`));
  return item;
}

// All systems together: the marks of gold, those first that the fewest have.
function hardestOf({ hits, judges }, gold) {
  const marks = gold.marks.filter((mark) => judges[mark.role === "trigger" ? 1 : 0] > 0);
  return marks.toSorted((one, other) => hits[one.n] - hits[other.n] || byPlace(one, other)).map((mark) => {
    const number = `${hits[mark.n]} of ${judges[mark.role === "trigger" ? 1 : 0]}`;
    const link = h("a", { href: `#${refOf(mark)}` }, h("span", { className: "term" }, `${number} `), `${mark.type} “${wordsOf(mark)}”`);
    link.addEventListener("click", (event) => {
      event.preventDefault();
      goTo(mark);
    });
    return h("li", {}, link);
  });
}

// Each error in words: what was expected, what was said.
function sidesOf(record) {
  const side = (name, text, nothing) =>
    h("span", { className: `side ${name}` }, h("span", { className: "term" }, name === "gold" ? "gold " : "said "),
      text === null ? h("em", {}, nothing) : text);
  return [side("gold", record.expected, "nothing"), side("saying", record.said, "nothing")];
}
