// What the page carries: texts and numbers, deflated, read when they are asked for.
const $ = (id) => document.getElementById(id);
const carried = JSON.parse($("Data").textContent);
const LAYERS = ["Mentions", "Chains", "Relations", "Events", "Arguments"];
const groupOf = Object.fromEntries(LAYERS.flatMap((group) => carried.groups[group].map((layer) => [layer, group])));
const KINDS = ["", "name", "nominal", "pronoun", "value"];
const REALIS = ["", "actual", "possible", "negated"];
const STATUS = ["current", "former", "denied"];
const FINE = ["right", "ignored", "duplicate"];

async function unpacked(text) {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return JSON.parse(await new Response(stream).text());
}

// One side, gold or a prediction: marks, and what they are marks of; everything has its number as `n`.
function sideOf(part, say, isGold) {
  const side = { isGold, marks: [], entities: [], relations: [], events: [], fillers: [] };
  const mark = (start, length, rest) => {
    const made = { n: side.marks.length, side, start, end: start + length, ...rest };
    side.marks.push(made);
    return made;
  };
  part.entities.forEach(([title, type, value, ...places], n) => {
    const entity = { n, title: say(title), type: say(type), value: say(value), marks: [], relations: [], events: [] };
    for (let at = 0; at < places.length; at += 3) {
      const rest = { role: "mention", type: entity.type, kind: KINDS[places[at + 2]], owner: entity };
      entity.marks.push(mark(places[at], places[at + 1], rest));
    }
    side.entities.push(entity);
  });
  part.events.forEach(([[type, realis, ...places], fillers], n) => {
    const event = { n, type: say(type), realis: REALIS[realis], marks: [], fillers: [] };
    for (let at = 0; at < places.length; at += 2) {
      const rest = { role: "trigger", type: event.type, kind: event.realis, owner: event };
      event.marks.push(mark(places[at], places[at + 1], rest));
    }
    for (let at = 0; at < fillers.length; at += 2) {
      const entity = side.entities[fillers[at + 1]];
      const filler = { n: side.fillers.length, event, role: say(fillers[at]), entity };
      side.fillers.push(filler);
      event.fillers.push(filler);
      entity.events.push(filler);
    }
    side.events.push(event);
  });
  side.relations = part.relations.map(([type, head, tail, status], n) => {
    const relation = { n, type: say(type), head: side.entities[head], tail: side.entities[tail], status: STATUS[status] };
    relation.head.relations.push(relation);
    relation.tail.relations.push(relation);
    return relation;
  });
  return side;
}

const place = (mark, tail, row) => ({ mark, tail, row });

function recordOf(line, n, say, shared) {
  const [layer, kind, cause, expected, mark, tail, row, said = -1, ...there] = line;
  const [layers, kinds] = [shared.layers, shared.kinds];
  return {
    n, layer: layers[layer], group: groupOf[layers[layer]], kind: kinds[kind], cause: cause < 0 ? null : layers[cause],
    expected: say(expected), said: say(said),
    gold: place(mark, tail, row), predicted: there.length ? place(...there) : place(-1, -1, -1),
  };
}

// What a kind comes to: four words, each with its own colour and sign.
function fateOf(kind) {
  if (FINE.includes(kind)) return kind === "right" ? "right" : "ignored";
  return kind === "missed" || kind === "spurious" ? kind : "wrong";
}

const SIGNS = { right: "", ignored: "", missed: "−", spurious: "+", wrong: "≠" };

function systemOf(part, shared, name) {
  const texts = shared.texts.concat(part.texts);
  const say = (n) => (n < 0 ? null : texts[n]);
  const system = { name, said: sideOf(part, say, false), right: part.right, same: part.same, records: [] };
  system.records = part.records.map((line, n) =>
    recordOf(typeof line === "number" ? shared.records[line] : line, n, say, shared));
  for (const record of system.records) {
    record.fate = fateOf(record.kind);
    record.isError = record.fate !== "ignored";
  }
  return system;
}
