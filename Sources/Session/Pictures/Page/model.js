"use strict";
const $ = id => document.getElementById(id);
const svg = $("svg"), view = $("view"), stage = $("stage"), tip = $("tip");
const data = JSON.parse($("data").textContent);

/** Appends an element in its parent's namespace (HTML or SVG). Data only ever enters as text or as an attribute's value. */
function add(parent, tag, attributes = {}, text = "") {
  const element = document.createElementNS(tag === "svg" ? svg.namespaceURI : parent.namespaceURI, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.textContent = text;
  parent.append(element);
  return element;
}
const count = (n, one) => `${n} ${one}${n === 1 ? "" : "s"}`;
const clamp = (x, low, high) => Math.max(low, Math.min(high, x));

// ── The model ───────────────────────────────────────────────────────────────────────────────────────────────────────

const nodes = data.nodes.map((n, i) => ({ ...n, i, x: 0, y: 0, edges: [], label: n.label?.trim() ? n.label : n.id }));
const edges = data.edges.map((e, i) => ({ i, rel: e.rel, text: e.text, from: nodes[e.from], to: nodes[e.to], hidden: false }));
const paths = data.paths.map(p => ({ name: p.name, nodes: p.nodes.map(i => nodes[i]), edges: p.edges.map(i => edges[i]) }));
const relations = new Map(), types = new Map(), bundles = new Map();
for (const n of nodes) types.set(n.type, (types.get(n.type) ?? 0) + 1);
for (const e of edges) {
  e.other = n => n === e.from ? e.to : e.from;
  e.from.edges.push(e);
  if (e.to !== e.from) e.to.edges.push(e);
  relations.set(e.rel, (relations.get(e.rel) ?? 0) + 1);
  const key = `${Math.min(e.from.i, e.to.i)} ${Math.max(e.from.i, e.to.i)}`;
  bundles.set(key, [...bundles.get(key) ?? [], e]);
}
// Parallel edges fan out in lanes around the straight line; the sign makes both directions of a pair share one fan.
for (const bundle of bundles.values())
  bundle.forEach((e, k) => e.lane = e.from === e.to ? k : (k - (bundle.length - 1) / 2) * (e.from.i < e.to.i ? 1 : -1));

const few = edges.length <= 40;           // so few edges that all their names can be read at once
const dense = edges.length > 300;
const radius = (nodes.length > 150 ? 5.5 : nodes.length > 40 ? 6.5 : 8) - (innerWidth < 500 ? 1.5 : 0);

// A type has a colour and a shape, so that neither carries the meaning alone. The shell's own types keep theirs from picture
// to picture, others take the next ones in alphabetic order. Listeners who are counted look like users, but hollow.
const home = ["song", "artist", "user", "tag", "album", "year", "person"];
const strange = [...types.keys()].filter(t => t !== "users" && !home.includes(t)).sort();
const slotOf = type => [...home, ...strange].indexOf(type === "users" ? "user" : type);
const typeClass = type => `t${slotOf(type) % 8}${type === "users" ? " counted" : ""}`;
const shapes = [[0, 0], [4, .5], [3, 0], [6, 0], [4, 0], [5, 0], [3, .5], [8, .5]];   // corners, turn in steps

/** The outline of a type's mark, of the same area whatever its shape. */
function outline(slot, r) {
  const [corners, turn] = shapes[(slot + (slot >> 3)) % 8];
  if (!corners) return `M${-r},0a${r},${r} 0 1 1 ${2 * r},0a${r},${r} 0 1 1 ${-2 * r},0z`;
  const step = 2 * Math.PI / corners, R = r * Math.sqrt(2 * Math.PI / (corners * Math.sin(step)));
  return "M" + Array.from({ length: corners }, (_, i) => {
    const a = (i + turn) * step - Math.PI / 2;
    return `${(R * Math.cos(a)).toFixed(2)},${(R * Math.sin(a)).toFixed(2)}`;
  }).join("L") + "z";
}

// ── Labels: cut to a width in whole characters, as people see them ──────────────────────────────────────────────────

const pen = document.createElement("canvas").getContext("2d"), family = getComputedStyle(document.body).fontFamily;
const graphemes = Intl.Segmenter && new Intl.Segmenter();
function shorten(text, limit, font) {
  pen.font = `${font} ${family}`;
  const start = text.slice(0, 300).replace(/\s+/g, " ");
  if (start.length === text.length && pen.measureText(start).width <= limit) return { text: start, width: pen.measureText(start).width };
  const letters = graphemes ? Array.from(graphemes.segment(start), s => s.segment) : Array.from(start);
  let cut = start;
  while (letters.length && pen.measureText(cut).width > limit) letters.pop(), cut = letters.join("").trimEnd() + "…";
  return { text: cut, width: pen.measureText(cut).width };
}
for (const n of nodes) {
  n.r = n.root ? radius + 4 : radius + Math.min(4, Math.sqrt(n.edges.length) / 2);
  n.cut = shorten(n.label, n.root ? 200 : 140, n.root ? "600 13px" : "12px");
}
for (const e of edges) e.cut = shorten(e.text ? `${e.rel} ${e.text}` : e.rel, 180, "600 11px");

// ── The layout: springs, repulsion, and boxes that keep labels apart; the same data gives the same picture ──────────

/** The nodes that can be reached, nearest first, each with its distance in steps (whichever way the arrows point). */
function reach(start) {
  const far = new Map([[start, 0]]);
  for (const [n, d] of far) for (const e of n.edges) if (!far.has(e.other(n))) far.set(e.other(n), d + 1);   // a Map grows as it is walked
  return far;
}

function layout(aspect) {
  const roots = nodes.filter(n => n.root), pinned = roots.length <= 8 ? roots : [], wide = aspect >= 1, N = nodes.length, crowd = N > 100;
  const link = few ? 112 : crowd ? 60 : 70, charge = link * (crowd ? 3 : 5), ticks = crowd ? 260 : 360, clearing = N * edges.length < 12000;
  const [X, Y, VX, VY, W, H, free] = Array.from({ length: 7 }, () => new Float64Array(N)), aim = new Map();
  // A sunflower, filled breadth-first from the roots, puts neighbours near one another before any force acts.
  const order = new Set();
  for (const seed of [...roots, ...[...nodes].sort((a, b) => b.edges.length - a.edges.length)])
    if (!order.has(seed)) for (const n of reach(seed).keys()) order.add(n);
  [...order].forEach((n, k) => {
    const room = n.root && !few;   // W and H: half the box of a mark and the label below it; in a big picture a root gets more
    X[n.i] = 34 * Math.sqrt(k) * Math.cos(k * 2.4), Y[n.i] = 34 * Math.sqrt(k) * Math.sin(k * 2.4), free[n.i] = 1;
    W[n.i] = (room ? 1.5 : 1) * Math.max(n.r + 6, Math.min(n.cut.width / 2 + 5, crowd ? 44 : wide ? 80 : 40)), H[n.i] = (room ? 3 : 1) * (n.r + 11);
  });
  // One root sits in the middle; two face each other, with all that lies between drawn to its share of the way; more form a ring.
  let span = pinned.length > 1 ? link * 1.7 : 0;
  if (pinned.length === 2) {
    const [a, b] = pinned.map(reach);
    span = clamp(a.get(pinned[1]) ?? 3, 2, 6) * link * (wide ? 1 : 1.35);
    for (const n of nodes) if (a.has(n) && b.has(n)) aim.set(n.i, span * (2 * a.get(n) / (a.get(n) + b.get(n)) - 1));
  }
  pinned.forEach(({ i }, k) => {
    const turn = (k / pinned.length + (wide ? .5 : .75)) * 2 * Math.PI;
    X[i] = span * Math.cos(turn), Y[i] = span * Math.sin(turn), free[i] = 0;
  });
  // Where one direction is settled, gravity may squeeze harder across it.
  const stretch = aim.size ? aspect : Math.sqrt(aspect), gravity = crowd ? .06 : .03;

  for (let tick = 0; tick < ticks; tick++) {
    if (tick === ticks / 2 && pinned.length < 2) turnToFit(X, Y, wide);
    const heat = (1 - tick / ticks) ** 2, firm = .6 * (1 - heat) ** 2;   // as the forces cool, the boxes harden
    for (const { from: { i: a, edges: { length: busyA } }, to: { i: b, edges: { length: busyB } } } of edges) {
      if (a === b) continue;
      const dx = X[b] - X[a], dy = Y[b] - Y[a], d = Math.sqrt(dx * dx + dy * dy) || 1;
      const pull = heat * .8 * (d - link) / d / Math.min(busyA, busyB), share = busyB / (busyA + busyB);   // the busier end moves less
      VX[a] += dx * pull * share, VY[a] += dy * pull * share;
      VX[b] -= dx * pull * (1 - share), VY[b] -= dy * pull * (1 - share);
    }
    for (let a = 1; a < N; a++) {
      let x = X[a], y = Y[a], vx = 0, vy = 0;   // this inner loop is most of the work: it touches no more than it must
      for (let b = 0; b < a; b++) {
        const dx = X[b] - x, dy = Y[b] - y, push = heat * charge / (dx * dx + dy * dy + 200), px = dx * push, py = dy * push;
        vx += px, vy += py, VX[b] += px, VY[b] += py;
        const overY = H[a] + H[b] - Math.abs(dy), overX = overY > 0 ? W[a] + W[b] - Math.abs(dx) : 0;
        if (overX <= 0 || free[a] + free[b] === 0) continue;
        const by = firm / (free[a] + free[b]), sx = overX < overY ? Math.sign(dx || 1) * overX * by : 0, sy = overX < overY ? 0 : Math.sign(dy || 1) * overY * by;
        x -= sx * free[a], y -= sy * free[a], X[b] += sx * free[b], Y[b] += sy * free[b];
      }
      X[a] = x, Y[a] = y, VX[a] -= vx, VY[a] -= vy;
    }
    if (clearing) for (let n = 0; n < N; n++) for (const { from: { i: a }, to: { i: b } } of edges) {   // no node on a line that passes by
      if (a === b || n === a || n === b) continue;
      const dx = X[b] - X[a], dy = Y[b] - Y[a], long = Math.sqrt(dx * dx + dy * dy) || 1, along = ((X[n] - X[a]) * dx + (Y[n] - Y[a]) * dy) / long;
      const off = ((Y[n] - Y[a]) * dx - (X[n] - X[a]) * dy) / long, room = nodes[n].r + 12 - Math.abs(off);
      if (along <= 0 || along >= long || room <= 0) continue;
      const by = (off < 0 ? -room : room) * firm * .5 / long * free[n];
      X[n] -= dy * by, Y[n] += dx * by;
    }
    for (let n = 0; n < N; n++) {
      VX[n] -= heat * gravity * X[n] / stretch, VY[n] -= heat * gravity * Y[n] * stretch;
      if (aim.has(n)) wide ? VX[n] += heat * .3 * (aim.get(n) - X[n]) : VY[n] += heat * .3 * (aim.get(n) - Y[n]);
      X[n] += (VX[n] *= .6) * free[n], Y[n] += (VY[n] *= .6) * free[n];
    }
  }
  for (const n of nodes) n.x = X[n.i], n.y = Y[n.i];
}
/** Turns the picture about its middle so that it is longest where the window is. */
function turnToFit(X, Y, wide) {
  const sum = f => X.reduce((s, x, i) => s + f(x, Y[i]), 0);
  const turn = .5 * Math.atan2(2 * sum((x, y) => x * y), sum((x, y) => x * x - y * y)) + (wide ? 0 : Math.PI / 2), c = Math.cos(turn), s = Math.sin(turn);
  for (let i = 0; i < X.length; i++) [X[i], Y[i]] = [X[i] * c + Y[i] * s, Y[i] * c - X[i] * s];
}

