// Draws the network of a person on a canvas. Everything that can be read or done in the drawing is
// taken from the table on the same page, which needs no script.
import cytoscape from "./cytoscape.js";

const GAP = 105; // between neighbours on a ring, in points
const APART = 95; // between the two halves of a crowded ring
const STEEP = 0.5; // from which height on a label stands above or below its point, not beside it
const READABLE = 0.6; // the size from which on labels can be read
const NARROW = 600; // a canvas up to this width, in pixels, cannot show everybody readably
const CROWDED = 12; // from so many neighbours on, every other one stands further out

const style = [
  {
    selector: "node",
    style: {
      label: "data(label)",
      shape: "ellipse",
      width: 26,
      height: 26,
      "background-color": "#33516f",
      "border-width": 2,
      "border-color": "#0b0c0c",
      color: "#0b0c0c",
      "font-family": "system-ui, sans-serif",
      "font-size": 16,
      "text-wrap": "wrap",
      "text-max-width": 115,
      "text-valign": "bottom",
      "text-margin-y": 5,
      "text-background-color": "#fff",
      "text-background-opacity": 0.85,
      "text-background-padding": 2,
      "min-zoomed-font-size": 6,
    },
  },
  {
    selector: "node[sort = 'centre']",
    style: {
      width: 42,
      height: 42,
      "background-color": "#12304f",
      "border-width": 10,
      "border-style": "double",
      "font-size": 19,
      "font-weight": "bold",
    },
  },
  // Labels stand outwards of their points, where no line of the drawing runs.
  { selector: "node[side = 'top']", style: { "text-valign": "top", "text-margin-y": -5 } },
  {
    selector: "node[side = 'left']",
    style: { "text-halign": "left", "text-valign": "center", "text-margin-x": -5, "text-margin-y": 0 },
  },
  {
    selector: "node[side = 'right']",
    style: { "text-halign": "right", "text-valign": "center", "text-margin-x": 5, "text-margin-y": 0 },
  },
  { selector: "node[degree = 2]", style: { width: 18, height: 18, "background-color": "#fff" } },
  { selector: "node[?warned]", style: { "border-color": "#a80f1f", "border-width": 5 } },
  {
    selector: "node[sort = 'event']",
    style: { shape: "rectangle", width: 20, height: 16, "background-color": "#fff1dc", "font-size": 13 },
  },
  {
    selector: "edge",
    style: {
      label: "data(label)",
      width: 2,
      "curve-style": "bezier",
      "line-color": "#33516f",
      color: "#33404d",
      "font-family": "system-ui, sans-serif",
      "font-size": 13,
      "text-wrap": "wrap",
      "text-background-color": "#fff",
      "text-background-opacity": 0.9,
      "text-background-padding": 2,
      "min-zoomed-font-size": 8,
    },
  },
  { selector: "edge[sort = 'direct']", style: { width: 4 } },
  {
    selector: "edge[sort = 'events']",
    style: {
      width: "mapData(strength, 1, 6, 1.5, 5)",
      "line-style": "dashed",
      "line-dash-pattern": [7, 5],
    },
  },
  { selector: "edge.quiet", style: { label: "" } },
  { selector: "edge[sort = 'part']", style: { width: 1.5, "line-style": "dotted" } },
  { selector: ".chosen", style: { "overlay-color": "#fd0", "overlay-opacity": 0.55, "overlay-padding": 8 } },
  { selector: ".aside", style: { opacity: 0.25 } },
];

// Each person of the first ring has a sector as wide as the people behind them need.
// ``wider`` says how much wider than high the drawing is.
function places(graph, wider, narrow) {
  const people = graph.points.filter((point) => point.sort !== "event");
  const near = people.filter((point) => point.degree === 1);
  const far = people.filter((point) => point.degree === 2);
  const behind = new Map(near.map((point) => [point.id, []]));
  for (const point of far) {
    const line = graph.lines.find(
      (each) =>
        (each.source === point.id && behind.has(each.target)) ||
        (each.target === point.id && behind.has(each.source)),
    );
    const via = line && (behind.has(line.source) ? line.source : line.target);
    (behind.get(via) ?? behind.values().next().value ?? []).push(point);
  }
  const weights = near.map((point) => Math.max(1, behind.get(point.id).length));
  const whole = weights.reduce((sum, weight) => sum + weight, 0) || 1;
  const round = Math.PI * (1 + wider);
  const crowded = near.length > CROWDED;
  const inner = Math.max(150, (near.length * GAP) / round / (crowded ? 1.4 : 1));
  const outer = Math.max(inner + 150, (whole * GAP) / round);
  const found = new Map();
  const put = (point, radius, turn) => {
    const across = Math.sin(turn * 2 * Math.PI);
    const down = -Math.cos(turn * 2 * Math.PI);
    const beside = across < 0 ? "left" : "right";
    const side = !narrow && Math.abs(down) < STEEP ? beside : down < 0 ? "top" : "bottom";
    found.set(point.id, { x: across * radius * wider, y: down * radius, side: radius ? side : "bottom" });
  };
  for (const point of people.filter((each) => each.degree === 0)) {
    put(point, 0, 0);
  }
  let begun = 0;
  near.forEach((point, index) => {
    const share = weights[index] / whole;
    put(point, inner + (crowded && index % 2 ? APART : 0), begun + share / 2);
    behind.get(point.id).forEach((other, place, all) => {
      put(other, outer + (place % 2) * 60, begun + (share * (place + 0.5)) / all.length);
    });
    begun += share;
  });
  return found;
}

// An event stands among those who had a part in it, each a little further round.
function placeEvents(graph, found) {
  const events = graph.points.filter((point) => point.sort === "event");
  events.forEach((event, index) => {
    const ends = graph.lines
      .filter((line) => line.target === event.id && found.has(line.source))
      .map((line) => found.get(line.source));
    const middle = (axis) => ends.reduce((sum, end) => sum + end[axis], 0) / (ends.length || 1);
    const turn = index * 2.4;
    found.set(event.id, { x: middle("x") + Math.cos(turn) * 70, y: middle("y") + Math.sin(turn) * 55 });
  });
}

function elementsOf(graph, canvas) {
  const wider = Math.min(2, Math.max(0.6, canvas.clientWidth / canvas.clientHeight));
  const found = places(graph, wider, canvas.clientWidth < NARROW);
  placeEvents(graph, found);
  return [
    ...graph.points.map((point) => {
      const { x, y, side } = found.get(point.id) ?? { x: 0, y: 0 };
      return { data: { ...point, side: side ?? "bottom" }, position: { x, y } };
    }),
    ...graph.lines.map((line, index) => ({ data: { ...line, id: `line-${index}` } })),
  ];
}

// What is chosen says and offers what its row of the table says and offers.
function cellsOf(node) {
  const row = document.getElementById(`row-${node.id()}`);
  if (row) {
    return [...row.cells].map((cell) => {
      const part = document.createElement("div");
      part.append(...cell.cloneNode(true).childNodes);
      return part;
    });
  }
  const part = document.createElement("p");
  const { words, url, label, sort } = node.data();
  if (url) {
    const link = document.createElement("a");
    link.className = "govuk-link";
    link.href = url;
    link.textContent = words;
    part.append(link);
  } else {
    part.textContent = sort === "centre" ? `${label.replace("\n", ", ")}: the person in the middle` : words;
  }
  return [part];
}

function draw(section, graph) {
  section.hidden = false;
  const canvas = document.getElementById("network-canvas");
  const chosen = document.getElementById("network-chosen");
  const drawing = cytoscape({
    container: canvas,
    elements: elementsOf(graph, canvas),
    style,
    layout: { name: "preset", fit: true, padding: 30 },
    minZoom: 0.1,
    maxZoom: 3,
    userZoomingEnabled: false,
    autoungrabify: true,
    boxSelectionEnabled: false,
  });
  const order = drawing.nodes().toArray();
  let place = -1;
  // Among many, how many events are shared is told by the width of a line, and in words when chosen.
  const quiet = order.length > CROWDED ? drawing.edges("[sort = 'events']") : drawing.collection();
  quiet.addClass("quiet");

  // On a phone it begins near the person in the middle: the whole would be too small to read.
  if (canvas.clientWidth < NARROW && drawing.zoom() < READABLE) {
    drawing.zoom(READABLE);
    drawing.center(order[0]);
  }

  function choose(node) {
    place = order.indexOf(node);
    drawing.elements().removeClass("chosen").addClass("aside");
    quiet.addClass("quiet");
    node.closedNeighborhood().removeClass("aside quiet");
    node.addClass("chosen");
    chosen.replaceChildren(...cellsOf(node));
    chosen.hidden = false;
    // On a phone the whole is too small to read: what is chosen is brought near.
    if (canvas.clientWidth < NARROW && drawing.zoom() < READABLE) {
      drawing.zoom(READABLE);
    }
    const { x, y } = node.renderedPosition();
    const inside = x > 20 && y > 20 && x < canvas.clientWidth - 20 && y < canvas.clientHeight - 20;
    if (!inside) {
      drawing.center(node);
    }
  }

  function leave() {
    place = -1;
    drawing.elements().removeClass("chosen aside");
    quiet.addClass("quiet");
    chosen.hidden = true;
  }

  function resize(by) {
    const middle = { x: canvas.clientWidth / 2, y: canvas.clientHeight / 2 };
    drawing.zoom({ level: drawing.zoom() * by, renderedPosition: middle });
  }

  const keys = {
    ArrowRight: () => choose(order[(place + 1) % order.length]),
    ArrowDown: () => choose(order[(place + 1) % order.length]),
    ArrowLeft: () => choose(order[(place + order.length - (place < 0 ? 0 : 1)) % order.length]),
    ArrowUp: () => choose(order[(place + order.length - (place < 0 ? 0 : 1)) % order.length]),
    Home: () => choose(order[0]),
    End: () => choose(order[order.length - 1]),
    Enter: () => chosen.querySelector("a")?.focus(),
    Escape: leave,
    "+": () => resize(1.25),
    "-": () => resize(0.8),
    0: () => drawing.fit(undefined, 30),
  };
  canvas.addEventListener("keydown", (event) => {
    const act = event.ctrlKey || event.metaKey || event.altKey ? undefined : keys[event.key];
    if (act) {
      event.preventDefault();
      act();
    }
  });
  // From what can be done, Escape leads back to the drawing.
  chosen.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      canvas.focus();
    }
  });
  drawing.on("tap", "node", (event) => choose(event.target));
  drawing.on("tap", (event) => event.target === drawing && leave());
  for (const button of section.querySelectorAll("[data-size]")) {
    button.addEventListener("click", () =>
      button.dataset.size === "fit" ? drawing.fit(undefined, 30) : resize(Number(button.dataset.size)),
    );
  }
}

const data = document.getElementById("network-graph");
if (data) {
  draw(document.getElementById("drawing"), JSON.parse(data.textContent));
}
