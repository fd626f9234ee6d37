// Plays a user on the page and writes what came of it, as JSON, into a pre element whose id is "results".
// A test puts this in a script element of its own at the end of the body of a filled page. It only uses the page's DOM contract.
(() => {
  "use strict";
  const results = { errors: [], readyMs: Math.round(performance.now()) };
  window.addEventListener("error", event => results.errors.push(String(event.message)));
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const one = selector => document.querySelector(selector);
  const svg = one("#svg"), view = one("#view"), tip = one("#tip");
  const nodes = () => all("#nodes .node"), edges = () => all("#edges .edge");
  const shown = list => list.filter(e => !e.classList.contains("hidden"));
  const camera = () => { const [x, y, k] = view.getAttribute("transform").match(/-?[\d.]+/g).map(Number); return { x, y, k }; };
  const spot = g => { const [x, y] = g.getAttribute("transform").match(/-?[\d.]+/g).map(Number); return { x, y }; };
  const onScreen = g => { const b = svg.getBoundingClientRect(), c = camera(), p = spot(g); return { x: b.left + c.x + p.x * c.k, y: b.top + c.y + p.y * c.k }; };
  const point = (target, type, x, y, id = 1) => target.dispatchEvent(new PointerEvent(type,
    { bubbles: type !== "pointerleave", cancelable: true, pointerId: id, pointerType: "mouse", isPrimary: id === 1, button: 0, buttons: 1, clientX: x, clientY: y }));
  const key = (target, name) => target.dispatchEvent(new KeyboardEvent("keydown", { key: name, bubbles: true, cancelable: true }));
  const drag = (target, from, dx, dy) => {
    point(target, "pointerdown", from.x, from.y);
    for (const part of [.3, .6, 1]) point(window, "pointermove", from.x + dx * part, from.y + dy * part);
    point(window, "pointerup", from.x + dx, from.y + dy);
  };
  const hover = (target, at) => { point(target, "pointerover", at.x, at.y); point(target, "pointermove", at.x, at.y); };
  const leave = () => point(svg, "pointerleave", 0, 0);
  const ids = list => list.map(g => g.dataset.id);
  const tipText = () => tip.hidden ? null : all("div", tip).map(d => d.textContent);
  const step = (name, act) => { try { results[name] = act(); } catch (error) { results.errors.push(`${name}: ${error.message}`); } };

  step("counts", () => ({ nodes: nodes().length, edges: edges().length, paths: all("[data-path]").filter(b => b.dataset.path !== "none").length,
    relations: all("input[data-rel]").length, rows: all("tbody tr").length, notes: all("#notes li").map(li => li.textContent), pictureShown: !one("#graph").hidden }));
  step("places", () => nodes().map(g => g.getAttribute("transform").split(" scale")[0]).join(";").length && nodes().slice(0, 5).map(spot));
  step("allFinite", () => !/NaN|Infinity|undefined/.test(view.outerHTML.replace(/<text[\s\S]*?<\/text>|(data-|aria-)[a-z]+="[^"]*"/g, "")));
  step("hacked", () => Boolean(window.hacked) || all("#view script, #view image, #tip *:not(div), td *, li img, li b b").length > 0);

  if (nodes().length) {
    const path = () => ({ pressed: all('[data-path][aria-pressed="true"]').map(b => b.dataset.path), edges: all(".edge.on-path").map(g => Number(g.dataset.edge)).sort((a, b) => a - b),
      nodes: ids(all(".node.on-path")), faded: all(".node.faded, .edge.faded").length, names: all(".edge.on-path .name:not(.hidden)").map(t => t.textContent) });
    step("pathAtOpening", path);
    step("pathSecond", () => { const b = one('[data-path="1"]'); if (!b) return null; b.click(); return path(); });
    step("pathAgain", () => { const b = one('[data-path="1"]'); if (!b) return null; b.click(); return path(); });
    step("pathThenEscape", () => { const b = one('[data-path="0"]'); if (!b) return null; b.click(); key(document.body, "Escape"); return path(); });

    step("hoverNode", () => {
      const g = nodes()[0];
      hover(g, onScreen(g));
      const found = { tip: tipText(), bright: ids(nodes().filter(n => !n.classList.contains("faded"))), near: all(".edge.near").length, litRows: all("tr.lit").length };
      leave();
      return { ...found, tipAfter: tipText(), fadedAfter: all(".faded").length };
    });
    step("hoverEdge", () => {
      const g = edges()[0];
      if (!g) return null;
      hover(g, { x: 300, y: 300 });
      const found = { tip: tipText(), bright: ids(nodes().filter(n => !n.classList.contains("faded"))) };
      leave();
      return found;
    });
    step("hoverRow", () => {
      const row = one("tbody tr[data-node]");
      if (!row) return null;
      point(row, "pointerenter", 0, 0);
      const found = { node: row.dataset.node, lit: row.classList.contains("lit"), faded: all(".node.faded").length };
      point(row, "pointerleave", 0, 0);
      return { ...found, fadedAfter: all(".node.faded").length };
    });
    step("clickHolds", () => {
      const g = nodes()[0], at = onScreen(g);
      drag(g, at, 0, 0);
      const held = ids(all(".node.held"));
      drag(svg, { x: 5, y: 5 }, 0, 0);
      return { held, afterGround: ids(all(".node.held")) };
    });
    step("dragNode", () => {
      const curves = () => edges().map(e => e.querySelector(".line").getAttribute("d"));
      const before = nodes().map(spot), lines = curves(), g = nodes()[0];
      drag(g, onScreen(g), 80, 40);
      const after = nodes().map(spot);
      return { moved: ids(nodes().filter((_, i) => Math.hypot(after[i].x - before[i].x, after[i].y - before[i].y) > .5)),
        by: { x: Math.round((after[0].x - before[0].x) * camera().k), y: Math.round((after[0].y - before[0].y) * camera().k) }, edgesRedrawn: curves().filter((d, i) => d !== lines[i]).length };
    });
    step("pan", () => { const before = camera(); drag(svg, { x: 40, y: 200 }, 60, -30); const after = camera(); return { x: Math.round(after.x - before.x), y: Math.round(after.y - before.y) }; });
    step("wheel", () => {
      const box = svg.getBoundingClientRect(), at = { x: Math.round(box.left + 100), y: Math.round(box.top + 80) }, px = at.x - box.left, before = camera();
      svg.dispatchEvent(new WheelEvent("wheel", { deltaY: -240, clientX: at.x, clientY: at.y, bubbles: true, cancelable: true }));
      const after = camera(), under = c => (px - c.x) / c.k;
      return { before: before.k, after: after.k, pointStayed: Math.abs(under(before) - under(after)) < .1 };
    });
    step("buttons", () => ["in", "out", "fit"].map(name => { one(`[data-zoom="${name}"]`).click(); return camera().k; }));
    step("pinch", () => {
      const before = camera().k;
      point(svg, "pointerdown", 200, 200, 1), point(svg, "pointerdown", 300, 200, 2);
      point(window, "pointermove", 150, 200, 1), point(window, "pointermove", 350, 200, 2);
      point(window, "pointerup", 150, 200, 1), point(window, "pointerup", 350, 200, 2);
      const after = camera().k;
      one('[data-zoom="fit"]').click();
      return { before, after };
    });
    step("untick", () => all("input[data-rel]").slice(0, 2).map(box => {
      const before = { edges: shown(edges()).length, nodes: shown(nodes()).length };
      box.click();
      const found = { rel: box.dataset.rel, of: edges().filter(e => e.dataset.rel === box.dataset.rel).length,
        hiddenEdges: before.edges - shown(edges()).length, hiddenNodes: before.nodes - shown(nodes()).length };
      box.click();
      return { ...found, back: shown(edges()).length === before.edges && shown(nodes()).length === before.nodes };
    }));
    step("find", () => {
      const box = one("#find"), label = nodes().at(-1).querySelector("text").textContent.replace("…", "").trim();
      box.value = label, box.dispatchEvent(new Event("input", { bubbles: true }));
      const found = { sought: label, matches: all(".node.match").length, said: one("#found").textContent };
      key(box, "Escape");
      return { ...found, after: all(".node.match").length, value: box.value };
    });
    step("keyboard", () => {
      const g = nodes()[0];
      g.focus();
      key(g, "ArrowRight");
      const to = document.activeElement?.dataset?.id ?? null;
      key(document.activeElement, "Enter");
      const held = ids(all(".node.held"));
      key(document.activeElement, "Escape");
      document.activeElement.blur();
      return { from: g.dataset.id, to, held, afterEscape: ids(all(".node.held")),
        tabbable: all("button, input, .node, tr[data-node]").every(e => e.tabIndex >= 0) };
    });
    step("hoverMs", () => { const t = performance.now(); for (const g of nodes().slice(0, 10)) hover(g, { x: 9, y: 9 }), leave(); return Math.round((performance.now() - t) / 20); });
    step("zoomMs", () => { const t = performance.now(); for (let i = 0; i < 5; i++) one('[data-zoom="in"]').click(), one('[data-zoom="out"]').click(); const ms = Math.round((performance.now() - t) / 10); one('[data-zoom="fit"]').click(); return ms; });
  }
  step("overflow", () => document.documentElement.scrollWidth > window.innerWidth);
  const pre = document.createElement("pre");
  pre.id = "results";
  pre.textContent = JSON.stringify(results, null, 1);
  document.body.append(pre);
})();
