// The graph: nodes where Go laid them out, edges between them by the rows selected.

const KINDS = 7;

class GraphView {
  constructor(app) {
    this.app = app;
    const spec = app.data.graph, columns = app.table.columns, { body, tools, told } = card("graph", "Graph", "Point at a node for its numbers, click it to keep its neighbourhood; Ctrl adds. Drag to move, the wheel zooms; click a colour to select it.");
    this.told = told;
    this.spec = spec;
    app.nodes = { from: columns[spec.from], to: columns[spec.to] };
    this.color = spec.color >= 0 ? columns[spec.color] : null;
    this.weight = spec.weight >= 0 ? columns[spec.weight] : null;
    this.names = app.graph.names;
    const n = this.names.length;
    this.px = Float32Array.from({ length: n }, (_, i) => app.graph.places[i] / 65535 - 0.5);
    this.py = Float32Array.from({ length: n }, (_, i) => app.graph.places[n + i] / 65535 - 0.5);
    Object.assign(this, joinEdges(app, this));
    this.by = "total";
    this.strong = this.weight && spec.weighed ? "weight" : "rows"; // what makes an edge strong
    this.most = 0; // nodes shown; 0 is all
    this.at = -1; // the node under the pointer
    this.stat = { in: new Uint32Array(n), out: new Uint32Array(n), total: new Uint32Array(n), rows: new Float64Array(n), weight: new Float64Array(n) };
    this.whole = nodeStats(this, this.group.total, this.group.sum);
    this.controls(tools, body);
    this.frame = element(body, "div", "graph");
    this.layer = makeLayer(this.frame, () => this.home());
    this.overlay = new Surface(this.frame, 0, () => this.home());
    this.overlay.canvas.classList.add("over");
    this.legend = element(body, "div", "legend");
    this.makeLegend();
    this.readout = element(body, "p", "readout", "", { "aria-live": "polite" });
    this.home();
    listenGraph(this);
  }

  controls(tools, body) {
    const input = element(tools, "input", "", "", { type: "search", list: "node-names", size: "10", placeholder: "Find node", "aria-label": "Find a node" });
    const list = element(body, "datalist", "", "", { id: "node-names" });
    for (const name of this.names.slice(0, 500)) element(list, "option", "", "", { value: name });
    input.addEventListener("change", () => this.chooseNode(this.names.indexOf(input.value), false));
    choice(tools, "Size", [["total", "degree"], ["in", "degree in"], ["out", "degree out"]], (v) => {
      this.by = v;
      this.update();
    });
    if (this.weight) {
      const strong = choice(tools, "", [["rows", "edges by rows"], ["weight", "edges by " + shorten(visible(this.weight.name), 16)]], (v) => {
        this.strong = v;
        this.update();
      });
      strong.value = this.strong;
      strong.setAttribute("aria-label", "What makes an edge strong");
      strong.title = `Edges are strong by their rows or by ${visible(this.weight.name)}`;
    }
    const show = choice(tools, "", [["0", "all nodes"], ...[10, 25, 50, 100, 250, 1000].map((k) => [k, `top ${k}`])], (v) => {
      this.most = Number(v);
      this.update();
    });
    show.setAttribute("aria-label", "Nodes shown");
    const kind = choice(tools, "", [["", "Export…"], ["svg", "SVG"], ["gexf", "GEXF"], ["graphml", "GraphML"], ["dot", "DOT"]], (v) => {
      kind.value = "";
      if (v) save(this.exported(v), "text/plain", `${this.app.data.name}.${v}`);
    });
    kind.setAttribute("aria-label", "Export the graph");
  }

  exported(kind) {
    return { svg: graphSVG, gexf: graphGEXF, graphml: graphML, dot: graphDOT }[kind](this);
  }

  makeLegend() {
    const { kinds } = this;
    this.keys = kinds.map((kind, i) => {
      if (!this.color) return null;
      const key = button(this.legend, "", kind.other ? "All other values" : `Select ${valueText(kind.value)}`, (e) => kind.other || this.chooseKind(kind.value, adds(e)));
      key.disabled = Boolean(kind.other);
      return { swatch: element(key, "i", "kind"), text: element(key, "span"), key, i };
    }).filter(Boolean);
  }

  chooseKind(value, adding) {
    const key = "col:" + this.color.name, before = this.app.filters.get(key) || {}, values = before.values || [], had = values.includes(value);
    if (!adding) return this.app.filter(key, had && values.length === 1 ? null : { values: [value] });
    const now = had ? values.filter((v) => v !== value) : [...values, value];
    this.app.filter(key, now.length || before.spans?.length ? { ...before, values: now } : null);
  }

  // chooseNode keeps the rows of a node and its neighbours: the ego filter.
  chooseNode(node, adding) {
    if (node < 0) return this.app.filter("node", null);
    const name = this.names[node], names = this.app.filters.get("node")?.names || [], had = names.includes(name);
    if (!adding) return this.app.filter("node", had && names.length === 1 ? null : { names: [name] });
    const now = had ? names.filter((v) => v !== name) : [...names, name];
    this.app.filter("node", now.length ? { names: now } : null);
  }

  pick(dice, adding) {
    if (this.color && dice[0] < 0.3) return this.chooseKind(valueAt(this.color, Math.floor(dice[1] * this.app.table.rows)), adding);
    this.chooseNode(Math.floor(dice[1] * this.names.length), adding);
  }

  home() {
    this.scale = this.fitting = Math.min(this.overlay.width, this.overlay.height) * 0.98;
    this.cx = this.overlay.width / 2;
    this.cy = this.overlay.height / 2;
    if (this.shown) this.render();
  }

  x(node) {
    return this.cx + this.px[node] * this.scale;
  }

  y(node) {
    return this.cy + this.py[node] * this.scale;
  }

  refold() {}

  update() {
    const { engine } = this.app, { selected, part } = this.group;
    nodeStats(this, selected, part, this.stat);
    const ranked = this.stat[this.by];
    this.shown = new Uint8Array(this.names.length).fill(this.most ? 0 : 1);
    if (this.most) for (const i of top(this.names.length, this.most, (a, b) => ranked[a] > ranked[b], () => true)) this.shown[i] = 1;
    this.greatest = Math.max(1, this.whole[this.by].reduce((m, d) => Math.max(m, d), 0));
    this.drawn = drawnEdges(this);
    this.render();
    const live = this.shown.reduce((n, on, i) => n + (on && this.stat.rows[i] > 0 ? 1 : 0), 0);
    const inView = this.drawn.list.reduce((n, { i }) => n + selected[i], 0);
    this.told.textContent = `${thousands(live)} of ${plural(this.names.length + this.spec.left, "node")} shown, with ${thousands(inView)} of ${thousands(engine.count)} selected rows` +
      (this.spec.left ? `; ${plural(this.spec.left, "node")} with the fewest neighbours not laid out` : "");
    this.updateLegend();
  }

  updateLegend() {
    const counts = new Float64Array(this.kinds.length), chosen = this.color ? this.app.filters.get("col:" + this.color.name)?.values || [] : [];
    this.edges.forEach((e, i) => (counts[e.kind] += this.group.selected[i]));
    for (const { swatch, text, key, i } of this.keys) {
      swatch.style.backgroundColor = this.hue(i);
      text.textContent = `${this.kinds[i].other ? "others" : shorten(valueText(this.kinds[i].value), 30)} · ${plural(counts[i], "row")}`;
      key.setAttribute("aria-pressed", chosen.includes(this.kinds[i].value) && !this.kinds[i].other);
    }
  }

  hue(kind) {
    if (!this.color) return inks().accent;
    return this.kinds[kind].other ? inks().soft : (this.app.dark ? DARK_HUES : HUES)[kind];
  }

  // solid is how opaque nodes are: where there are many, their edges shine through.
  get solid() {
    return Math.max(0.5, Math.min(1, 600 / this.names.length));
  }

  // radius grows with the root of the degree; where there are many nodes all are smaller.
  radius(node) {
    const crowd = Math.min(1, Math.sqrt(400 / this.names.length)), near = Math.min(2.5, Math.max(1, Math.sqrt(this.scale / 450)));
    return (0.4 + 1.6 * crowd) * near + (3 + 6 * crowd) * Math.sqrt(this.stat[this.by][node] / this.greatest);
  }

  // render draws the edges and the nodes afresh; the layer is WebGL's or a canvas's.
  render() {
    const began = performance.now();
    this.layer.canvas.style.transform = "";
    this.layer.draw(this);
    this.origin = { cx: this.cx, cy: this.cy, scale: this.scale };
    this.cost = performance.now() - began;
    this.labels();
  }

  // glide moves what is drawn while a hand moves the graph, and draws afresh as soon
  // as that is cheap or the hand rests.
  glide() {
    clearTimeout(this.resting);
    if (this.cost < 12) return this.render();
    const o = this.origin, k = this.scale / o.scale;
    this.layer.canvas.style.transform = `translate(${this.cx - o.cx * k}px, ${this.cy - o.cy * k}px) scale(${k})`;
    this.labels();
    this.resting = setTimeout(() => this.render(), 120);
  }

  // labels writes the names of the greatest nodes in sight, rings the chosen ones and
  // draws the edges of the one under the pointer.
  labels() {
    const { pen, width, height } = this.overlay, ink = inks(), rank = this.stat[this.by], chosen = new Set(this.app.filters.get("node")?.names || []);
    this.overlay.clear();
    if (this.at >= 0) this.spokes(pen, ink);
    const inSight = (i) => this.shown[i] && rank[i] > 0 && this.x(i) > 0 && this.x(i) < width && this.y(i) > 0 && this.y(i) < height;
    const { rows } = this.stat, ahead = (a, b) => rank[a] > rank[b] || rank[a] === rank[b] && rows[a] > rows[b];
    const some = top(this.names.length, 40, ahead, inSight), taken = [];
    if (this.names.length > 400) while (some.length > 3 && rank[some[some.length - 1]] < rank[some[0]] / 40) some.pop(); // in a crowd the great ones alone
    if (this.at >= 0) some.unshift(this.at);
    this.names.forEach((name, i) => chosen.has(name) && some.unshift(i));
    for (const i of new Set(some)) {
      const x = this.x(i), y = this.y(i), text = shorten(valueText(this.names[i]), 28), wide = pen.measureText(text).width, gap = this.radius(i) + 4;
      const left = x + gap + wide > width ? x - gap - wide : x + gap, box = [left, y - 8, left + wide, y + 8];
      if (i === this.at || chosen.has(this.names[i])) {
        pen.strokeStyle = ink.ink;
        pen.lineWidth = 2;
        pen.beginPath();
        pen.arc(x, y, this.radius(i) + 3, 0, 7);
        pen.stroke();
      } else if (taken.some((t) => box[0] < t[2] && t[0] < box[2] && box[1] < t[3] && t[1] < box[3])) continue;
      taken.push(box);
      haloed(pen, text, left, y + 4, ink);
    }
  }

  // spokes draws the edges of the node under the pointer above all others.
  spokes(pen, ink) {
    pen.strokeStyle = ink.ink;
    pen.lineWidth = 1.2;
    pen.globalAlpha = 0.7;
    pen.beginPath();
    for (const { edge, s } of this.drawn.list) {
      if (s === 0 || edge.from !== this.at && edge.to !== this.at) continue;
      pen.moveTo(this.x(edge.from), this.y(edge.from));
      pen.lineTo(this.x(edge.to), this.y(edge.to));
    }
    pen.stroke();
    pen.globalAlpha = 1;
  }

  lines(i) {
    const { stat, whole } = this, of = (name) => `${thousands(stat[name][i])} of ${thousands(whole[name][i])}`;
    const lines = [valueText(this.names[i]), `neighbours: ${of("total")} (in ${of("in")}, out ${of("out")})`, `rows: ${of("rows")}`];
    if (this.weight) lines.push(`${visible(this.weight.name)}: ${amount(stat.weight[i])} of ${amount(whole.weight[i])}`);
    return lines;
  }

  under({ x, y }) {
    let best = -1, least = 12;
    for (let i = 0; i < this.names.length; i++) {
      if (!this.shown[i]) continue;
      const d = Math.hypot(this.x(i) - x, this.y(i) - y) - this.radius(i);
      if (d < least) [best, least] = [i, d];
    }
    return best;
  }
}
