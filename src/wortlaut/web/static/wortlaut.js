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
  }
}

function light(ids, on) {
  for (const id of ids) {
    document.querySelector(`[data-card="${CSS.escape(id)}"]`)?.classList.toggle("lit", on);
    for (const mark of document.querySelectorAll(`[data-said~="${CSS.escape(id)}"]`)) mark.classList.toggle("lit", on);
  }
}

function lightFrom(event, on) {
  const at = event.target.closest?.("[data-said], [data-card]");
  if (!at) return;
  light(at.dataset.card ? [at.dataset.card] : at.dataset.said.split(" ").slice(-1), on);
}

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
  button.textContent = document.documentElement.lang === "de" ? "Zitieren" : "Cite";
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

document.addEventListener("DOMContentLoaded", () => {
  document.querySelectorAll("form[data-drop]").forEach(dropFiles);
  if (document.querySelector("[data-reload]")) setTimeout(() => location.reload(), 1500);
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
  if (!event.target.matches("[data-copy]")) return;
  navigator.clipboard?.writeText(event.target.closest("section").querySelector(".copied").textContent);
  event.target.textContent = "✓";
});
