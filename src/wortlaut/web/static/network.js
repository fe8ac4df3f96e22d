// Networks: the picture as PNG, and a large map drawn by sigma, which is loaded only when somebody asks for it.
"use strict";

const SHARP = 3;

// The picture of the link as PNG, three times as fine as it is shown.
async function savePicture(link) {
  const picture = new Image();
  picture.src = link.href;
  await picture.decode();
  const canvas = document.createElement("canvas");
  canvas.width = SHARP * picture.naturalWidth;
  canvas.height = SHARP * picture.naturalHeight;
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise((done) => canvas.toBlob(done, "image/png"));
  const file = document.createElement("a");
  file.href = URL.createObjectURL(blob);
  file.download = link.dataset.png;
  file.click();
  setTimeout(() => URL.revokeObjectURL(file.href), 10_000);
}

function loaded(address) {
  return new Promise((done, fail) => {
    const script = document.createElement("script");
    script.src = address;
    script.onload = done;
    script.onerror = fail;
    document.head.append(script);
  });
}

// A colour of the style sheet as sigma takes it: light-dark() is settled by the browser, on an element that is shown.
function colourOf(name, where) {
  const swatch = document.createElement("span");
  swatch.style.color = `var(${name})`;
  where.append(swatch);
  const found = getComputedStyle(swatch).color;
  swatch.remove();
  return found;
}

function graphOf(told, where) {
  const graph = new graphology.MultiDirectedGraph();
  const camps = [...Array(9).keys()].map((number) => colourOf(`--v${number}`, where));
  const signs = { for: colourOf("--rule", where), against: colourOf("--bad", where) };
  for (const one of told.nodes)
    graph.addNode(one.id, { label: one.label, x: one.x, y: one.y, size: one.size * (told.nodes.length > 80 ? 0.45 : 0.8), color: camps[one.colour], href: one.href });
  for (const one of told.edges)
    graph.addEdge(one.source, one.target, { size: one.thick, color: signs[one.sign], href: one.href });
  return graph;
}

async function showMap(button) {
  const picture = document.querySelector("svg.network"), status = button.parentElement.querySelector("[role=status]");
  const map = document.createElement("div");
  map.className = "network map";
  try {
    if (!document.createElement("canvas").getContext("webgl2")) throw new Error("no WebGL");
    const asked = fetch(button.dataset.zoom).then((answer) => answer.json());
    if (!window.Sigma) for (const address of button.dataset.scripts.split(" ")) await loaded(address);
    const told = await asked;
    picture.before(map);
    picture.hidden = true;
    const drawn = new Sigma(graphOf(told, map), map, {
      enableEdgeEvents: true,
      defaultEdgeType: "arrow",
      labelColor: { color: colourOf("--ink", map) },
      labelFont: getComputedStyle(document.body).fontFamily,
      labelRenderedSizeThreshold: 3,
      labelGridCellSize: 140,
    });
    drawn.on("clickEdge", ({ edge }) => location.assign(drawn.getGraph().getEdgeAttribute(edge, "href")));
    drawn.on("clickNode", ({ node }) => location.assign(drawn.getGraph().getNodeAttribute(node, "href")));
    for (const kind of ["Node", "Edge"]) {
      drawn.on(`enter${kind}`, () => map.classList.add("pointing"));
      drawn.on(`leave${kind}`, () => map.classList.remove("pointing"));
    }
    map.drawn = drawn;
    status.textContent = told.told;
    return drawn;
  } catch {
    map.remove();
    picture.hidden = false;
    status.textContent = button.dataset.failed;
    button.hidden = true;
    return null;
  }
}

document.addEventListener("DOMContentLoaded", () => {
  const button = document.querySelector("button[data-zoom]");
  if (!button) return;
  button.addEventListener("click", async () => {
    const map = document.querySelector(".network.map");
    button.setAttribute("aria-pressed", String(!map));
    if (!map) return void (await showMap(button));
    map.drawn.kill();
    map.remove();
    document.querySelector("svg.network").hidden = false;
    button.parentElement.querySelector("[role=status]").textContent = "";
  });
});
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-png]");
  if (!link) return;
  event.preventDefault();
  savePicture(link);
});
