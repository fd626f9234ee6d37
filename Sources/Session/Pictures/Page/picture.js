// ── The picture. Places are in the view's units and zoom; marks, arrows and letters keep their size on the screen ───

const camera = { x: 0, y: 0, k: 1, own: true };   // own: nobody has moved it, so it may follow the window's size
const state = { over: null, held: null, path: paths.length ? 0 : -1, find: "", off: new Set() };

for (const e of edges) {
  e.base = "edge";
  e.g = add($("edges"), "g", { class: e.base, "data-rel": e.rel, "data-edge": e.i });
  e.line = add(e.g, "path", { class: "line" }), e.arrow = add(e.g, "path", { class: "arrow" }), e.hit = add(e.g, "path", { class: "hit" });
  e.g.item = e;
}
for (const n of [...nodes].sort((a, b) => Boolean(a.root) - Boolean(b.root))) {   // roots last: nothing covers them
  n.base = `node ${typeClass(n.type)}${n.root ? " root" : ""}`;
  n.g = add($("nodes"), "g", { class: n.base, "data-id": n.id, tabindex: 0, role: "button", "aria-label": `${n.label}, ${n.type}, ${count(n.edges.length, "edge")}` });
  if (n.root) add(n.g, "path", { class: "ring", d: outline(slotOf(n.type), n.r + 4.5) });
  add(n.g, "path", { class: "mark", d: outline(slotOf(n.type), n.r) });
  n.text = add(n.g, "text", {}, n.cut.text);
  n.g.item = n;
}

function draw(some = nodes, lines = edges) {
  const u = 1 / camera.k;   // a pixel of the screen
  for (const n of some) n.g.setAttribute("transform", `translate(${n.x.toFixed(2)} ${n.y.toFixed(2)}) scale(${u.toFixed(5)})`), n.spot = null;
  for (const e of lines) {
    // Every edge is one cubic curve: bent by its lane, or thrown out and back when it is a loop.
    const { from: a, to: b } = e, tip = (e.onPath ? 11 : dense ? 6 : 8) * u, wing = tip * .5, gap = (a.root ? 7 : 2) * u, gapB = (b.root ? 7 : 2) * u + tip;
    const dx = b.x - a.x, dy = b.y - a.y, d = Math.hypot(dx, dy) || 1;
    let p, q;
    if (a === b) {
      const turn = widestGap(a), far = (a.r + 52 + 20 * e.lane) * u;
      p = [a.x + far * Math.cos(turn - .5), a.y + far * Math.sin(turn - .5)], q = [a.x + far * Math.cos(turn + .5), a.y + far * Math.sin(turn + .5)];
    } else {
      const bend = e.lane * Math.min(40 * u, d * .3) / d;
      p = q = [(a.x + b.x) / 2 - dy * bend, (a.y + b.y) / 2 + dx * bend];
    }
    const start = toward(a, p, a.r * u + gap), end = toward(b, q, b.r * u + gapB), point = toward(b, q, b.r * u + gapB - tip);
    const bow = a === b ? 1 : 2 / 3, c1 = mix(start, p, bow), c2 = mix(end, q, bow);
    const ux = (point[0] - end[0]) / tip, uy = (point[1] - end[1]) / tip, f = x => x.toFixed(2);
    const curve = `M${start.map(f)}C${c1.map(f)} ${c2.map(f)} ${end.map(f)}`;
    e.curve = [start, c1, c2, end];
    e.line.setAttribute("d", curve), e.hit.setAttribute("d", curve);
    e.arrow.setAttribute("d", `M${point.map(f)}L${f(end[0] - uy * wing)},${f(end[1] + ux * wing)}L${f(end[0] + uy * wing)},${f(end[1] - ux * wing)}z`);
  }
}
/** The middle of the widest gap between a node's edges: there is room for a loop. */
function widestGap(n) {
  const turns = n.edges.map(e => e.other(n)).filter(m => m !== n).map(m => Math.atan2(m.y - n.y, m.x - n.x)).sort((a, b) => a - b);
  const gaps = turns.map((t, i) => [(turns[i + 1] ?? turns[0] + 2 * Math.PI) - t, t]).sort((a, b) => b[0] - a[0]);
  return gaps.length ? gaps[0][1] + gaps[0][0] / 2 : -Math.PI / 2;
}
function toward(n, [x, y], distance) {
  const d = Math.hypot(x - n.x, y - n.y) || 1;
  return [n.x + (x - n.x) / d * distance, n.y + (y - n.y) / d * distance];
}
const mix = (p, q, t) => [p[0] + (q[0] - p[0]) * t, p[1] + (q[1] - p[1]) * t];

/** Where a curve is at t, and how steep, turned so that what is written along it stands upright. */
function along([a, b, c, d], t) {
  const [ab, bc, cd] = [mix(a, b, t), mix(b, c, t), mix(c, d, t)], abc = mix(ab, bc, t), bcd = mix(bc, cd, t), angle = Math.atan2(bcd[1] - abc[1], bcd[0] - abc[0]);
  return [...mix(abc, bcd, t), Math.abs(angle) > Math.PI / 2 ? angle - Math.sign(angle) * Math.PI : angle];
}

/** Puts labels and names where they cover nothing, the more important first; those that find no place wait for a closer look. */
function place(lit) {
  const k = camera.k, taken = [], dots = [];
  const clashes = ({ x, y, w, h, owner }) => {
    let n = 0;
    for (const t of taken) if (x < t.x + t.w && x + w > t.x && y < t.y + t.h && y + h > t.y && t.owner !== owner) n++;
    return n;
  };
  const square = (x, y, half, owner) => ({ x: x - half, y: y - half, w: 2 * half, h: 2 * half, owner });
  const shown = nodes.filter(n => !n.hidden), weight = n => (n.root ? 1000 : 0) + n.edges.length;
  for (const n of shown) taken.push(square(n.x * k, n.y * k, n.r, n));
  if (!dense) for (const e of edges) if (!e.hidden) for (let t = .02; t < 1; t += few ? .032 : .08) dots.push({ p: along(e.curve, t), weighs: e.onPath ? 5 : 1 });

  const label = n => {
    const r = n.r + (n.root ? 6 : 2), side = r + 4 + n.cut.width / 2, spots = [[0, r + 13], [side, 4], [-side, 4], [0, -r - 5], [side, 14], [-side, 14], [side, -6], [-side, -6]];
    const boxAt = ([x, y]) => ({ x: n.x * k + x - n.cut.width / 2 - 2, y: n.y * k + y - 12, w: n.cut.width + 4, h: 15, owner: n });
    const harm = box => 100 * clashes(box) + (box.x + camera.x < 2 || box.x + box.w + camera.x > stage.clientWidth - 2 ? 100 : 0)
      + Math.min(70, dots.reduce((sum, { p: [x, y], weighs }) => x * k > box.x && x * k < box.x + box.w && y * k > box.y && y * k < box.y + box.h ? sum + weighs : sum, 0));
    if (!n.spot || clashes(boxAt(n.spot))) {   // the spot on the fewest lines, within the picture; once found it stays while it can
      const [least, best] = spots.map((s, i) => [harm(boxAt(s)) + i * .2, s]).sort((a, b) => a[0] - b[0])[0];
      n.spot = least < 100 || n.root || n === state.over || n === state.held || lit?.path?.nodes.includes(n) ? best : null;
    }
    n.text.classList.toggle("hidden", !n.spot);
    if (!n.spot) return;
    taken.push(boxAt(n.spot));
    n.text.setAttribute("x", n.spot[0]), n.text.setAttribute("y", n.spot[1]);
  };
  const name = (e, must) => {
    const half = e.cut.width / 2, at = t => along(e.curve, t);
    const beads = ([x, y, turn]) => {   // a slanted name is tested as a string of beads
      const all = [];
      for (let s = 6 - half; s <= half - 5; s += 10) all.push(square(x * k + s * Math.cos(turn), y * k + s * Math.sin(turn), 6, e));
      return all;
    };
    const bad = s => beads(s).filter(clashes).length;
    const spot = [.5, .42, .58, .34, .66, .26, .74].map(at).reduce((best, s) => bad(s) < bad(best) ? s : best);
    if (bad(spot) && !must) return;
    taken.push(...beads(spot));
    e.name ??= add(e.g, "text", { class: "name", dy: ".35em" }, e.cut.text);
    e.name.classList.remove("hidden");
    e.name.setAttribute("transform", `translate(${spot[0].toFixed(2)} ${spot[1].toFixed(2)}) rotate(${(spot[2] * 180 / Math.PI).toFixed(1)}) scale(${(1 / k).toFixed(5)})`);
  };
  shown.sort((a, b) => weight(b) - weight(a));
  const named = edges.filter(e => !e.hidden && (lit ? lit.edges.has(e) : few));
  for (const e of edges) e.name?.classList.add("hidden");
  const bright = shown.filter(n => lit?.nodes.has(n)), pale = shown.filter(n => !bright.includes(n));
  if (lit?.path) named.forEach(e => name(e, true));   // along a path the names come first: labels have more places to go to
  bright.forEach(label);
  if (lit && !lit.path) named.forEach(e => name(e, named.length < 4));
  pale.forEach(label);
  if (!lit) named.forEach(e => name(e, false));
}

/** What stands out: the item under the pointer (or focused, or held), else what was searched, else the chosen path. Null: all alike. */
function lit() {
  const item = [state.over, state.held].find(i => i && !i.hidden), path = paths[state.path];
  if (item?.from) return { nodes: new Set([item.from, item.to]), edges: new Set([item]) };
  if (item) {
    const near = item.edges.filter(e => !e.hidden);
    return { nodes: new Set([item, ...near.map(e => e.other(item))]), edges: new Set(near) };
  }
  if (state.find) return { nodes: new Set(nodes.filter(n => n.match)), edges: new Set() };
  return path ? { nodes: new Set(path.nodes), edges: new Set(path.edges), path } : null;
}

/** Brings what is seen in line with the state. */
function paint() {
  for (const e of edges) e.hidden = state.off.has(e.rel);
  for (const n of nodes) n.hidden = !n.root && n.edges.length > 0 && n.edges.every(e => e.hidden);
  const stands = lit(), path = paths[state.path];
  const dress = (item, bright, on) => {   // one string a node or edge, written only where it changes: there may be thousands
    const worn = item.base + (item.hidden ? " hidden" : "") + (bright && !bright.has(item) ? " faded" : "") + Object.keys(on).filter(c => on[c]).map(c => ` ${c}`).join("");
    if (item.worn !== worn) item.g.setAttribute("class", item.worn = worn);
  };
  for (const e of edges) dress(e, stands?.edges, { "on-path": e.onPath, near: stands && !stands.path && stands.edges.has(e) });
  for (const n of nodes) dress(n, stands?.nodes, { "on-path": path?.nodes.includes(n), held: n === state.held, match: state.find && n.match });
  for (const row of rows) row.classList.toggle("lit", state.over !== null && row.item === state.over);
  place(stands);
}

function look(x, y, k) {
  Object.assign(camera, { x, y, k });
  view.setAttribute("transform", `translate(${x.toFixed(2)} ${y.toFixed(2)}) scale(${k.toFixed(5)})`);
  tip.hidden = true;
}
function zoom(factor, x = stage.clientWidth / 2, y = stage.clientHeight / 2) {
  const k = clamp(camera.k * factor, .1, 8);
  camera.own = false;
  look(x - (x - camera.x) * k / camera.k, y - (y - camera.y) * k / camera.k, k);
  refresh();
}
/** The closest look that shows everything, letters included (they don't shrink, so the scale is found by trying). */
function fitAll() {
  const seen = nodes.filter(n => !n.hidden), shown = seen.length ? seen : nodes, W = stage.clientWidth, H = stage.clientHeight;
  let k = 1.6, left, top, right, bottom;
  do {
    k *= .97;
    const side = n => Math.min(n.cut.width + n.r + 8, W * .13);
    left = Math.min(...shown.map(n => n.x * k - side(n))), right = Math.max(...shown.map(n => n.x * k + side(n)));
    top = Math.min(...shown.map(n => n.y * k - n.r - 14)), bottom = Math.max(...shown.map(n => n.y * k + n.r + 22));
  } while ((right - left > W - 24 || bottom - top > H - 24) && k > .1);
  camera.own = true;
  look((W - left - right) / 2, (H - top - bottom) / 2, k);
  refresh();
}
const refresh = () => { draw(), place(lit()); };

