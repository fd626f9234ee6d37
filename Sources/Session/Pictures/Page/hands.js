// ── What is said about an item ──────────────────────────────────────────────────────────────────────────────────────

function tell(item, x, y) {
  const seen = item.from ? null : item.edges.filter(e => !e.hidden).length;
  const lines = item.from ? [item.rel, `${item.from.label} → ${item.to.label}`, item.text]
    : [item.label, item.id, item.type, count(item.edges.length, "edge") + (seen < item.edges.length ? `, ${seen} shown` : "")];
  tip.replaceChildren();
  for (const line of lines) if (line) add(tip, "div", {}, line);
  tip.hidden = false;
  const box = tip.getBoundingClientRect();
  tip.style.left = `${clamp(x + 16 + box.width > innerWidth ? x - 16 - box.width : x + 16, 4, Math.max(4, innerWidth - box.width - 4))}px`;
  tip.style.top = `${clamp(y + 16 + box.height > innerHeight ? y - 12 - box.height : y + 16, 4, Math.max(4, innerHeight - box.height - 4))}px`;
}
function tellAt(n) {
  const box = svg.getBoundingClientRect();
  tell(n, box.left + camera.x + n.x * camera.k, box.top + camera.y + n.y * camera.k);
}
function hover(item) {
  if (!item) told();
  if (item !== state.over) state.over = item, paint();
}
function hold(n) {   // a second time lets go
  state.held = n === state.held ? null : n;
  paint(), told();
}
/** With nothing under the pointer, the tooltip goes back to what is held (after a tap on a touch screen, too). */
function told() {
  if (state.held && !state.held.hidden) tellAt(state.held); else tip.hidden = true;
}

// ── Hands: hover, drag a node, drag the ground, two fingers, the wheel, the keyboard ────────────────────────────────

const itemAt = target => target.closest?.(".node, .edge")?.item ?? null;
const fingers = new Map();
let grip = null;   // what the first finger holds: { node, x, y, moved }

svg.addEventListener("pointerover", event => { if (!grip) hover(itemAt(event.target)); });
svg.addEventListener("pointermove", event => { if (!grip && state.over) tell(state.over, event.clientX, event.clientY); });
svg.addEventListener("pointerleave", () => { if (!grip) hover(null); });
svg.addEventListener("pointerdown", event => {
  if (event.button) return;
  fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
  const item = itemAt(event.target);
  grip ??= { node: item?.from ? null : item, x: event.clientX, y: event.clientY, moved: false };
});
window.addEventListener("pointermove", event => {
  const finger = fingers.get(event.pointerId);
  if (!finger || !grip.moved && Math.hypot(event.clientX - grip.x, event.clientY - grip.y) < 4) return;
  grip.moved = true;
  svg.classList.add("dragging");
  tip.hidden = true;
  const dx = event.clientX - finger.x, dy = event.clientY - finger.y, n = grip.node;
  const other = [...fingers].find(([id]) => id !== event.pointerId)?.[1];
  const apart = other && Math.hypot(finger.x - other.x, finger.y - other.y);
  finger.x = event.clientX, finger.y = event.clientY;
  if (other) {
    const box = svg.getBoundingClientRect();
    zoom(Math.hypot(finger.x - other.x, finger.y - other.y) / (apart || 1), (finger.x + other.x) / 2 - box.left, (finger.y + other.y) / 2 - box.top);
  } else if (n) {
    n.x += dx / camera.k, n.y += dy / camera.k, n.moved = true;
    draw([n], n.edges), place(lit());
  } else {
    camera.own = false;
    look(camera.x + dx, camera.y + dy, camera.k);
  }
});
for (const end of ["pointerup", "pointercancel"]) window.addEventListener(end, event => {
  if (!fingers.delete(event.pointerId) || fingers.size) return;
  const { node, moved } = grip;
  grip = null;
  svg.classList.remove("dragging");
  if (moved) refresh();   // what has come into sight may now be labelled
  else if (end === "pointerup") hold(node ?? state.held);
});
svg.addEventListener("wheel", event => {
  event.preventDefault();
  const box = svg.getBoundingClientRect(), step = event.deltaY * (event.deltaMode === 1 ? 20 : 1) * (event.ctrlKey ? .01 : .0016);
  zoom(Math.exp(-clamp(step, -.7, .7)), event.clientX - box.left, event.clientY - box.top);
}, { passive: false });

const zooms = { in: () => zoom(1.3), out: () => zoom(1 / 1.3), fit: fitAll };
for (const button of document.querySelectorAll("[data-zoom]")) button.addEventListener("click", zooms[button.dataset.zoom]);

svg.addEventListener("focusin", event => {
  const n = itemAt(event.target), x = camera.x + n.x * camera.k, y = camera.y + n.y * camera.k, W = stage.clientWidth, H = stage.clientHeight;
  if (!event.target.matches(":focus-visible")) return;
  if (x < 0 || x > W || y < 0 || y > H) look(camera.x + W / 2 - x, camera.y + H / 2 - y, camera.k);
  hover(n), tellAt(n);
});
svg.addEventListener("focusout", () => hover(null));
svg.addEventListener("keydown", event => {
  const n = itemAt(event.target), way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
  if (event.key === "Enter" || event.key === " ") hold(n);
  else if (way) {   // the nearest node that way; what lies aside counts as farther
    const ahead = m => (m.x - n.x) * way[0] + (m.y - n.y) * way[1], cost = m => Math.hypot(m.x - n.x, m.y - n.y) ** 2 / ahead(m);
    nodes.filter(m => !m.hidden && ahead(m) > 0).sort((a, b) => cost(a) - cost(b))[0]?.g.focus();
  } else return;
  event.preventDefault();
});
document.addEventListener("keydown", event => {
  if (event.key === "Escape") {
    choose(-1), hover(null);
  } else if (!event.target.matches?.("input") && !event.ctrlKey && !event.metaKey && !event.altKey)
    ({ "+": zooms.in, "=": zooms.in, "-": zooms.out, 0: zooms.fit })[event.key]?.();
});

// ── Beside and below the picture ────────────────────────────────────────────────────────────────────────────────────

function choose(index) {
  state.path = index, state.held = null, $("find").value = "";
  search();
  for (const button of document.querySelectorAll("[data-path]")) button.setAttribute("aria-pressed", button.dataset.path === (paths[index] ? String(index) : "none"));
  for (const e of edges) e.onPath = Boolean(paths[index]?.edges.includes(e));
  for (const e of paths[index]?.edges ?? []) {
    $("edges").append(e.g);   // on top
    state.off.delete(e.rel);  // a path is shown whole
  }
  for (const box of document.querySelectorAll("input[data-rel]")) box.checked = !state.off.has(box.dataset.rel);
  draw(), paint();
}
paths.forEach((path, i) => {
  const button = add(add($("paths").querySelector("ol"), "li"), "button", { "data-path": i });
  const [, head, rest] = path.name.match(/^(\S.*?)\s{2,}(.+)$/s) ?? [null, "", path.name];   // "46 %  by way of …": a head of its own
  if (head) add(button, "b", {}, head);
  add(button, "span", {}, rest);
});
$("paths").addEventListener("click", event => {
  const chosen = event.target.closest("[data-path]")?.dataset.path;
  if (chosen !== undefined) choose(chosen === "none" || Number(chosen) === state.path ? -1 : Number(chosen));
});

for (const [rel, n] of [...relations].sort((a, b) => b[1] - a[1])) {
  const label = add(add($("relations").querySelector("ul"), "li"), "label"), box = add(label, "input", { type: "checkbox", "data-rel": rel });
  box.checked = true;
  add(label, "span", {}, rel), add(label, "small", {}, n);
  box.addEventListener("change", () => { state.off[box.checked ? "delete" : "add"](rel), paint(); });
}

for (const [type, n] of [...types].sort((a, b) => slotOf(a[0]) - slotOf(b[0]))) {
  const item = add($("legend"), "span", { class: typeClass(type) });
  add(add(item, "svg", { viewBox: "-8 -8 16 16", "aria-hidden": "true" }), "path", { class: "mark", d: outline(slotOf(type), 6) });
  add(item, "span", {}, type), add(item, "small", {}, n);
}

const plain = text => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
function search() {
  state.find = plain($("find").value.trim());
  for (const n of nodes) n.match = state.find !== "" && plain(`${n.label}\n${n.id}`).includes(state.find);
  $("found").textContent = state.find ? `${count(nodes.filter(n => n.match).length, "node")} found` : "";
}
$("find").addEventListener("input", () => { search(), paint(); });
$("find").addEventListener("keydown", event => { if (event.key === "Enter") nodes.find(n => n.match && !n.hidden)?.g.focus(); });
$("skip").addEventListener("click", () => $("answer").focus());

const numeric = i => data.numeric[i] ? { class: "num" } : {};
const head = add(document.querySelector("thead"), "tr");
data.columns.forEach((column, i) => add(head, "th", { scope: "col", ...numeric(i) }, column));
const rows = data.rows.map((cells, r) => {
  const row = add(document.querySelector("tbody"), "tr"), n = nodes[data.rowNodes?.[r] ?? -1];
  cells.forEach((cell, i) => add(row, "td", numeric(i), cell));
  row.item = n ?? null;
  if (n) {
    row.tabIndex = 0, row.dataset.node = n.id;
    for (const on of ["pointerenter", "focus"]) row.addEventListener(on, () => hover(n));
    for (const off of ["pointerleave", "blur"]) row.addEventListener(off, () => hover(null));
  }
  return row;
});

// ── The first paint ─────────────────────────────────────────────────────────────────────────────────────────────────

$("title").textContent = data.title;
$("counts").textContent = [nodes.length && count(nodes.length, "node"), edges.length && count(edges.length, "edge"), rows.length && count(rows.length, "row")].filter(Boolean).join(" · ");
for (const note of data.notes) add($("notes"), "li", {}, note);
$("answer").hidden = !rows.length;
$("graph").hidden = $("skip").hidden = !nodes.length;
$("paths").hidden = !paths.length;
$("relations").hidden = !relations.size;
if (nodes.length) {
  stage.classList.toggle("small", nodes.length < 3);
  $("graph").classList.toggle("alone", !edges.length);
  document.querySelector("aside").hidden = !edges.length;
  view.classList.toggle("dense", dense);
  let size = "";
  const settle = () => {   // until somebody moves a node or the camera, the picture is made anew for each size of the window
    if (size === (size = `${stage.clientWidth} ${stage.clientHeight}`) || !camera.own) return;
    if (!nodes.some(n => n.moved)) layout(stage.clientWidth / stage.clientHeight);
    fitAll();
  };
  settle(), choose(state.path);
  new ResizeObserver(settle).observe(stage);
}
