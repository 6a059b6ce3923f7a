"use strict";
// Shows two systems beside each other, from the data in the page; all text goes in as text.
(() => {
  document.documentElement.classList.add("js");
  const data = JSON.parse(document.getElementById("data").textContent);
  const form = document.querySelector("form.choose");
  const [one, other] = [document.getElementById("one"), document.getElementById("other")];
  const result = document.getElementById("result");
  const SVG = "http://www.w3.org/2000/svg";
  const BLANK = "–";
  const place = new Map(data.systems.map((system, index) => [system.slug, index]));

  function element(name, attributes = {}, ...children) {
    const found = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) found.setAttribute(key, value);
    found.append(...children);
    return found;
  }
  function drawn(name, attributes, ...children) {
    const found = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) found.setAttribute(key, value);
    found.append(...children);
    return found;
  }
  const head = (text, className = "") => element("th", { scope: "col", class: className }, text);
  const cell = (text, className = "") => element("td", { class: className }, text);
  const name = (system) => element("bdi", {}, system.label);

  const percent = (score) => (score === null ? BLANK : ((100 * score) / data.unit).toFixed(1));
  function points(difference) {
    if (difference === null) return BLANK;
    const shown = Math.abs((100 * difference) / data.unit).toFixed(1);
    return shown === "0.0" ? shown : (difference > 0 ? "+" : "−") + shown;
  }
  const shownP = (p) => (p === null ? BLANK : p < 0.001 ? "< 0.001" : p.toFixed(3));

  // Pairs stand in the order of the systems: (0, 1), (0, 2), …, (1, 2), …
  function tested(column, a, b) {
    const [low, high] = a < b ? [a, b] : [b, a];
    const index = low * data.systems.length - (low * (low + 1)) / 2 + (high - low - 1);
    const found = data.pairs[column][index];
    if (found === null) return null;
    const minus = (value) => (value === null ? null : 0 - value);
    const [difference, from, to, p] = found;
    return a < b
      ? { difference, low: from, high: to, p }
      : { difference: minus(difference), low: minus(to), high: minus(from), p };
  }

  // Holm (1979): the smallest p counts as many times as there are tests, the next one time less …
  function holm(values) {
    const order = values.map((_, index) => index).sort((a, b) => values[a] - values[b]);
    const adjusted = [];
    let highest = 0;
    order.forEach((index, step) => {
      highest = Math.max(highest, Math.min(1, (order.length - step) * values[index]));
      adjusted[index] = highest;
    });
    return adjusted;
  }

  function whisker(test, widest, isSignificant) {
    const at = (value) => 140 + (130 * value) / widest;
    const kind = isSignificant ? "first" : "behind";
    const parts = [drawn("line", { class: "base", x1: 140, y1: 0, x2: 140, y2: 24 })];
    if (test.low !== null) {
      parts.push(drawn("line", { class: `span ${kind}`, x1: at(test.low), y1: 12, x2: at(test.high), y2: 12 }));
      for (const end of [test.low, test.high]) {
        parts.push(drawn("line", { class: `span ${kind}`, x1: at(end), y1: 7, x2: at(end), y2: 17 }));
      }
    }
    parts.push(drawn("circle", { class: `dot ${kind}`, cx: at(test.difference), cy: 12, r: 4 }));
    return drawn("svg", { viewBox: "0 0 280 24", width: 280, height: 24, "aria-hidden": "true" }, ...parts);
  }

  function tests(a, b) {
    const [first, second] = [data.systems[a], data.systems[b]];
    const found = data.columns.map((label, column) => ({ label, column, test: tested(column, a, b) }));
    const known = found.filter((each) => each.test !== null);
    holm(known.map((each) => each.test.p)).forEach((p, index) => (known[index].holm = p));
    const widest = Math.max(1, ...known.flatMap(({ test }) => [test.difference, test.low, test.high].map(Math.abs)));
    const rows = found.map(({ label, column, test, holm: adjusted }) => {
      const isSignificant = test !== null && test.p <= data.level;
      const interval = test === null || test.low === null ? "" : `${points(test.low)} to ${points(test.high)}`;
      return element(
        "tr",
        { class: isSignificant ? "" : "chance" },
        element("th", { scope: "row" }, label),
        cell(percent(first.scores[column]), "number"),
        cell(percent(second.scores[column]), "number"),
        cell(test === null ? BLANK : points(test.difference), "number difference"),
        cell(test === null ? "" : whisker(test, widest, isSignificant), "drawn"),
        cell(interval, "quiet small"),
        cell(test === null ? BLANK : shownP(test.p), "p"),
        cell(test === null ? BLANK : shownP(adjusted), "p"),
      );
    });
    const headings = element(
      "tr", {}, head("Task"), head(name(first), "number"), head(name(second), "number"), head("Difference", "number"),
      head(element("span", { class: "hidden" }, "Drawing"), "drawn"),
      head(`${Math.round(100 * data.confidence)} % interval`), head("p", "p"), head("p by Holm", "p"),
    );
    return scrolling("Differences by task", "figures", headings, rows);
  }

  function scrolling(label, className, headings, rows) {
    const caption = element("caption", { class: "hidden" }, label);
    const table = element("table", { class: className }, caption, element("thead", {}, headings), element("tbody", {}, ...rows));
    return element("div", { class: "scroll", tabindex: "0", role: "group", "aria-label": label }, table);
  }

  function verdict(a, b) {
    const [first, second] = [data.systems[a], data.systems[b]];
    const test = tested(0, a, b);
    const text = element("p", { class: "verdict" });
    if (test === null) {
      text.append("One of the two has no overall score; they are compared by the tasks that both attempt.");
    } else if (test.p > data.level) {
      text.append("The difference of ", points(test.difference), " points may be chance: ", name(first), " and ", name(second), " cannot be told apart.");
    } else {
      const [better, worse] = test.difference > 0 ? [first, second] : [second, first];
      text.append(element("strong", {}, name(better)), ` is ${points(Math.abs(test.difference)).slice(1)} points better than `, name(worse), ", which is more than chance.");
    }
    return text;
  }

  const bytes = (text) => Uint8Array.from(atob(text), (character) => character.charCodeAt(0));

  // What only the first, and only the second gets right, of a layer in a document: places among gold's items.
  function apart(a, b, number, layer) {
    const [mine, theirs] = [data.right[a][number][layer], data.right[b][number][layer]];
    const found = [[], []];
    if (mine === null || theirs === null) return found;
    const [left, right] = [bytes(mine), bytes(theirs)];
    for (let index = 0; index < data.items[number][layer].length; index += 1) {
      const [is, does] = [(left[index >> 3] >> (index & 7)) & 1, (right[index >> 3] >> (index & 7)) & 1];
      if (is !== does) found[is ? 0 : 1].push(index);
    }
    return found;
  }

  const page = (number, system, text) =>
    element("a", { href: `documents/${data.documents[number][2]}#${system.slug}` }, text);

  function documents(a, b, apartIn) {
    const [first, second] = [data.systems[a], data.systems[b]];
    const column = first.scores[0] === null || second.scores[0] === null ? 1 : 0;
    const rows = data.documents.map(([id, kind], number) => {
      const [mine, theirs] = [first.documents[number][column], second.documents[number][column]];
      return { id, kind, number, mine, theirs, difference: mine === null || theirs === null ? null : mine - theirs };
    });
    rows.sort((x, y) => Math.abs(y.difference ?? -1) - Math.abs(x.difference ?? -1));
    const shown = rows.map((row) => {
      const counts = apartIn ? apartIn[row.number].map((layers) => layers.reduce((sum, items) => sum + items.length, 0)) : [];
      return element(
        "tr",
        {},
        element("th", { scope: "row" }, row.id),
        cell(row.kind),
        cell(percent(row.mine), "number"),
        cell(percent(row.theirs), "number"),
        cell(points(row.difference), "number difference"),
        ...counts.map((count) => cell(String(count), "count")),
        element("td", { class: "small quiet" }, page(row.number, first, "first"), " ", page(row.number, second, "second")),
      );
    });
    const more = apartIn ? [head("Only first", "count"), head("Only second", "count")] : [];
    const headings = element(
      "tr", {}, head("Document"), head("Kind"), head(name(first), "number"), head(name(second), "number"),
      head("Difference", "number"), ...more, head("Open"),
    );
    return [
      element("h2", {}, "Documents where they differ most"),
      element("p", { class: "quiet" }, `By ${column === 0 ? "the score" : `the score for ${data.columns[column].toLowerCase()}`} in each document.`),
      scrolling("Documents where they differ most", "figures tall", headings, shown),
    ];
  }

  function items(a, b, apartIn) {
    const parts = [
      element("h2", {}, "What only one gets right"),
      element("p", { class: "quiet" }, "Items of gold that one of the two finds and the other does not; of several runs, in most of them."),
    ];
    data.layers.forEach(([, label], layer) => {
      const columns = [a, b].map((system, side) => {
        const total = apartIn.reduce((sum, sides) => sum + sides[side][layer].length, 0);
        const details = element(
          "details", {}, element("summary", {}, "Only ", name(data.systems[system]), " ", element("span", { class: "quiet small" }, String(total))),
        );
        // A list can be long: it is made when it is opened.
        details.addEventListener("toggle", () => {
          if (!details.open || details.children.length > 1) return;
          details.append(list(system, layer, apartIn.map((sides) => sides[side][layer])));
        });
        return details;
      });
      parts.push(element("h3", {}, label), element("div", { class: "sides" }, ...columns));
    });
    return parts;
  }

  function list(system, layer, found) {
    const all = element("dl", { class: "items" });
    found.forEach((places, number) => {
      if (places.length === 0) return;
      const id = data.documents[number][0];
      const texts = places.map((index) => element("li", {}, data.items[number][layer][index]));
      all.append(element("dt", {}, page(number, data.systems[system], id)), element("dd", {}, element("ul", {}, ...texts)));
    });
    return all;
  }

  function show() {
    const [a, b] = [place.get(one.value), place.get(other.value)];
    if (a === b) {
      result.replaceChildren(element("p", { class: "verdict" }, "Choose two different systems."));
      return;
    }
    const layers = data.layers.map((_, layer) => layer);
    const apartIn = data.items && data.documents.map((_, number) => {
      const found = layers.map((layer) => apart(a, b, number, layer));
      return [found.map((sides) => sides[0]), found.map((sides) => sides[1])];
    });
    const title = element("h2", {}, name(data.systems[a]), " against ", name(data.systems[b]));
    const words = verdict(a, b);
    document.getElementById("said").textContent = `${title.textContent}. ${words.textContent}`;
    result.replaceChildren(
      element("section", {}, title, words, tests(a, b)),
      element("section", {}, ...documents(a, b, apartIn)),
      ...(apartIn ? [element("section", {}, ...items(a, b, apartIn))] : []),
    );
    history.replaceState(null, "", `#${one.value},${other.value}`);
  }

  function choose() {
    const asked = location.hash.slice(1).split(",");
    const [first, second] = asked.map((slug) => (place.has(slug) ? slug : undefined));
    one.value = first ?? data.systems[0].slug;
    other.value = second ?? data.systems.find((system) => system.slug !== one.value).slug;
    show();
  }

  one.addEventListener("change", show);
  other.addEventListener("change", show);
  document.getElementById("swap").addEventListener("click", () => {
    [one.value, other.value] = [other.value, one.value];
    show();
  });
  window.addEventListener("hashchange", choose);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
  choose();
})();
