// What pages cannot do by themselves: light up words and cards together, links to any words, citing, dropping files.
"use strict";

// Offsets of Wortlaut are code points of the article's text; those of JavaScript are UTF-16 units.
const codePoints = (words) => [...words].length;
const units = (words, points) => [...words].slice(0, points).join("").length;

function textNodes(element) {
  const found = [];
  const walk = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) found.push(walk.currentNode);
  return found;
}

// The place in the page where a code point of the article stands.
function placeOf(point, isEnd) {
  for (const block of document.querySelectorAll(".words[data-start]")) {
    const start = +block.dataset.start, end = +block.dataset.end;
    if (point < start || point > end || (point === end && !isEnd)) continue;
    let left = point - start;
    for (const node of textNodes(block)) {
      const here = codePoints(node.data);
      if (left < here || (isEnd && left === here)) return { node, offset: units(node.data, left), block };
      left -= here;
    }
  }
  return null;
}

// The code point of the article that a place in the page stands for.
function pointOf(node, offset) {
  const block = (node.nodeType === 1 ? node : node.parentElement)?.closest(".words[data-start]");
  if (!block) return null;
  const before = document.createRange();
  before.setStart(block, 0);
  before.setEnd(node, offset);
  return +block.dataset.start + codePoints(before.toString());
}

function showLinked() {
  const found = /^#c(\d+)-(\d+)$/.exec(location.hash);
  if (window.CSS?.highlights) CSS.highlights.delete("linked");
  if (found) {
    const from = placeOf(+found[1], false), to = placeOf(+found[2], true);
    if (!from || !to) return;
    const range = document.createRange();
    range.setStart(from.node, from.offset);
    range.setEnd(to.node, to.offset);
    if (window.Highlight) CSS.highlights.set("linked", new Highlight(range));
    document.documentElement.dataset.linked = range.toString();
    from.node.parentElement.scrollIntoView({ block: "center" });
  } else if (location.hash.length > 1) {
    const card = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (card?.matches("details")) card.open = true;
    tip.hide();
  }
}

function light(ids, on) {
  for (const id of ids) {
    const safe = CSS.escape(id);
    document.querySelector(`[data-card="${safe}"]`)?.classList.toggle("lit", on);
    const marks = `[data-said~="${safe}"], [data-deed="${safe}"]`;
    for (const mark of document.querySelectorAll(marks)) mark.classList.toggle("lit", on);
  }
}

// Which statement or event something on the page is about.
function aboutOf(at) {
  return at.dataset.deed || at.dataset.card || at.dataset.tip || at.dataset.said.split(" ").at(-1);
}

const ABOUT = "[data-deed], [data-said], [data-card], [data-tip]";

function lightFrom(event, on) {
  const at = event.target.closest?.(ABOUT);
  if (at) light([aboutOf(at)], on);
}

// Beside words that are pointed at, focused or touched: who says it to whom, the cue, why it is he. The card says the
// same; Escape and everything else put the tip away, and one can go into it.
const tip = {
  timer: 0,
  box: () => document.getElementById("tip"),
  show(at) {
    const box = tip.box(), card = document.querySelector(`[data-card="${CSS.escape(aboutOf(at))}"]`);
    clearTimeout(tip.timer);
    if (!box || !card || card.open) return;
    box.className = `tip ${[...card.classList].filter((one) => /^v\d$/.test(one)).join(" ")}`;
    const head = document.createElement("div");
    head.append(...[...card.querySelector("summary").cloneNode(true).children]);
    box.replaceChildren(head, card.querySelector("dl").cloneNode(true));
    box.hidden = false;
    const rect = at.getClientRects()[0] ?? at.getBoundingClientRect(), edge = document.documentElement.clientWidth;
    const below = rect.bottom + box.offsetHeight + 12 < innerHeight || rect.top < box.offsetHeight + 12;
    box.style.left = `${Math.max(8, Math.min(rect.left, edge - box.offsetWidth - 8)) + scrollX}px`;
    box.style.top = `${(below ? at.getBoundingClientRect().bottom + 6 : rect.top - box.offsetHeight - 6) + scrollY}px`;
  },
  hide() {
    clearTimeout(tip.timer);
    if (tip.box()) tip.box().hidden = true;
  },
  later(act, delay) {
    clearTimeout(tip.timer);
    tip.timer = setTimeout(act, delay);
  },
};
const TIPPED = ".words [data-said], .words [data-deed], [data-tip]";

document.addEventListener("pointerover", (event) => {
  if (event.pointerType !== "mouse") return;
  const at = event.target.closest?.(TIPPED);
  if (at) tip.later(() => tip.show(at), 250);
  else if (event.target.closest?.("#tip")) clearTimeout(tip.timer);
  else tip.later(tip.hide, 250);
});
document.addEventListener("focusin", (event) => {
  const at = event.target.closest?.(TIPPED);
  if (at && event.target.matches(":focus-visible")) tip.show(at);
  else if (!event.target.closest?.("#tip")) tip.hide();
});
document.addEventListener("click", (event) => {
  const at = event.target.closest?.(TIPPED);
  if (at && !event.target.closest("a.who, a.echo") && document.getSelection().isCollapsed) tip.show(at);
  else if (!event.target.closest?.("#tip")) tip.hide();
});
document.addEventListener("keydown", (event) => event.key === "Escape" && tip.hide());

// Selected words of the article can be cited.
function offerCitation() {
  document.querySelector(".picked")?.remove();
  const chosen = document.getSelection(), article = document.querySelector("[data-article]");
  if (!article || !chosen.rangeCount || chosen.isCollapsed) return;
  const range = chosen.getRangeAt(0);
  const start = pointOf(range.startContainer, range.startOffset), end = pointOf(range.endContainer, range.endOffset);
  if (start === null || end === null || start >= end) return;
  const id = encodeURIComponent(article.dataset.article), button = document.createElement("button");
  button.className = "picked do";
  button.type = "button";
  button.textContent = article.dataset.cite;
  const box = range.getBoundingClientRect();
  button.style.left = `${box.left + scrollX}px`;
  button.style.top = `${box.bottom + scrollY + 6}px`;
  button.addEventListener("click", () => {
    history.replaceState(null, "", `#c${start}-${end}`);
    htmx.ajax("GET", `/articles/${id}/cite?start=${start}&end=${end}`, { target: "#citation", swap: "innerHTML" });
    button.remove();
  });
  document.body.append(button);
}

function dropFiles(form) {
  const input = form.querySelector("input[type=file]"), told = form.querySelector(".chosen");
  const tell = () => {
    const names = [...input.files].map((file) => file.name);
    told.textContent = names.length ? names.slice(0, 4).join(", ") + (names.length > 4 ? ` … (${names.length})` : "") : told.dataset.none;
  };
  tell();
  input.addEventListener("change", tell);
  for (const kind of ["dragover", "dragleave", "drop"]) {
    document.addEventListener(kind, (event) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      form.classList.toggle("over", kind === "dragover");
      if (kind !== "drop") return;
      input.files = event.dataTransfer.files;
      tell();
      form.requestSubmit();
    });
  }
}

// In a chart, arrow keys go from column to column, Escape goes out; Tab goes past it.
function walkChart(chart) {
  const columns = [...chart.querySelectorAll("a")];
  const focus = (at) => columns.forEach((one, n) => one.setAttribute("tabindex", n === at ? "0" : "-1"));
  focus(0);
  chart.addEventListener("keydown", (event) => {
    const now = columns.indexOf(document.activeElement);
    const at = { ArrowLeft: now - 1, ArrowRight: now + 1, Home: 0, End: columns.length - 1 }[event.key];
    if (event.key === "Escape") document.querySelector("[data-up]")?.click();
    if (at === undefined || !columns[at]) return;
    event.preventDefault();
    focus(at);
    columns[at].focus();
  });
}

// Addresses of searches name only what was asked for.
function askLeanly(form) {
  form.addEventListener("submit", () => {
    const empty = [...form.elements].filter((one) => one.name && !one.value);
    empty.forEach((one) => { one.disabled = true; });
    setTimeout(() => empty.forEach((one) => { one.disabled = false; }));
  });
}

document.addEventListener("DOMContentLoaded", () => {
  document.querySelectorAll("form[data-drop]").forEach(dropFiles);
  if (document.querySelector("[data-reload]")) setTimeout(() => location.reload(), 1500);
  document.querySelectorAll("form[data-lean]").forEach(askLeanly);
  document.querySelectorAll("[data-chart]:has(a)").forEach(walkChart);
  showLinked();
});
addEventListener("hashchange", showLinked);
document.addEventListener("mouseover", (event) => lightFrom(event, true));
document.addEventListener("mouseout", (event) => lightFrom(event, false));
document.addEventListener("focusin", (event) => lightFrom(event, true));
document.addEventListener("focusout", (event) => lightFrom(event, false));
document.addEventListener("mouseup", () => setTimeout(offerCitation));
document.addEventListener("keyup", (event) => event.shiftKey && offerCitation());
document.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  if (button.matches("[data-print]")) print();
  if (button.matches("[data-close]")) button.closest("#citation")?.replaceChildren();
  if (button.matches("[data-copy]")) {
    navigator.clipboard?.writeText(button.closest("section").querySelector(".copied").textContent);
    button.textContent = "✓";
  }
  if (button.matches("[data-only]")) {
    const article = document.querySelector("[data-article]"), on = button.getAttribute("aria-pressed") !== "true";
    for (const one of document.querySelectorAll("button[data-only]")) one.setAttribute("aria-pressed", String(on && one === button));
    if (on) article.dataset.only = button.dataset.only;
    else delete article.dataset.only;
  }
});

// Review: a key presses what carries it; words that are selected go into the field that was last in use.
function pressed(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea")) return;
  if (!document.body.classList.contains("reviewing")) return;
  const found = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (!found) return;
  event.preventDefault();
  found.click();
  if (event.key === "c") found.parentElement.querySelector("input:not([type=hidden]), select")?.focus();
}

let choosing = null;
function chooseFor(event) {
  const field = event.target.closest("[data-bounds]");
  if (!field && !event.target.closest("form")) return;
  choosing?.classList.remove("choosing");
  choosing = field;
  choosing?.classList.add("choosing");
}

function takeSelection() {
  const chosen = document.getSelection();
  if (!choosing || !chosen.rangeCount || chosen.isCollapsed) return;
  const range = chosen.getRangeAt(0);
  const start = pointOf(range.startContainer, range.startOffset), end = pointOf(range.endContainer, range.endOffset);
  if (start !== null && end !== null && start < end) choosing.value = `${start}-${end}`;
}

document.addEventListener("keydown", pressed);
document.addEventListener("focusin", chooseFor);
document.addEventListener("mouseup", () => setTimeout(takeSelection));
