// The map: clusters of places by the rows they have, arcs between them, boxes over them.

const CLUSTER = 34, MOST_ARCS = 4000, MOST_NAMES = 24;

class MapView {
  constructor(app) {
    this.app = app;
    const spec = app.data.map, { body, tools, told } = card("map", "Map", "Click a disc to select its places, Shift and drag for a box; Ctrl adds. Drag to move, the wheel zooms."), columns = app.table.columns;
    this.told = told;
    app.places = this.places = placesOf(app.table, columns[spec.lat], columns[spec.lon]);
    this.none = this.places.lat.length;
    this.group = app.engine.group(this.places.codes, this.none + 1);
    this.y = this.places.lat.map((lat) => miller.y(lat));
    this.named = spec.place >= 0 ? columns[spec.place] : null;
    this.sample = new Uint32Array(this.none + 1); // a row of each place, for its name
    for (let row = app.table.rows - 1; row >= 0; row--) this.sample[this.places.codes[row]] = row;
    this.world = readWorld(app.world);
    if (spec.fromLat >= 0) this.joinArcs(placesOf(app.table, columns[spec.fromLat], columns[spec.fromLon]));
    this.clustered = true;
    this.boxing = false;
    this.controls(tools);
    this.surface = new Surface(element(body, "div", "map"), 0, () => this.home());
    const canvas = this.surface.canvas;
    canvas.tabIndex = 0;
    canvas.setAttribute("role", "application");
    canvas.setAttribute("aria-label", "Map of the world. Arrow keys move, plus and minus zoom, n and p go through the places, Enter selects one.");
    const foot = element(body, "p", "readout");
    this.readout = element(foot, "span", "", "", { "aria-live": "polite" });
    this.unplaced = button(foot, "", "Select the rows without a place", (e) => this.chooseNone(adds(e)));
    this.home();
    listenMap(this);
  }

  controls(tools) {
    const flip = (label, title, on, act) => {
      const b = button(tools, label, title, () => {
        const now = b.getAttribute("aria-pressed") !== "true";
        b.setAttribute("aria-pressed", now);
        act(now);
        this.update();
      });
      b.setAttribute("aria-pressed", on);
    };
    flip("Clusters", "Put near places together", true, (on) => {
      this.clustered = on;
      this.cluster();
    });
    if (this.arcs) flip("Arcs", "Arcs from source to destination", false, (on) => (this.showArcs = on));
    flip("Box", "Drag boxes instead of moving the map; Shift does the same", false, (on) => (this.boxing = on));
    button(tools, "−", "Zoom out of the map", () => this.zoom(1 / 1.6));
    button(tools, "+", "Zoom into the map", () => this.zoom(1.6));
    button(tools, "World", "Show the whole world", () => this.home());
  }

  // joinArcs counts rows by source and destination.
  joinArcs(from) {
    const known = new Map(), codes = new Uint32Array(this.app.table.rows), n = this.none + 1;
    this.arcs = [];
    for (let row = 0; row < codes.length; row++) {
      const a = from.codes[row], b = this.places.codes[row], key = a * n + b;
      let code = known.get(key);
      if (code === undefined) {
        code = this.arcs.length;
        known.set(key, code);
        this.arcs.push(a < from.lat.length && b < this.none ? [from.lon[a], miller.y(from.lat[a]), this.places.lon[b], this.y[b]] : null);
      }
      codes[row] = code;
    }
    this.arcGroup = this.app.engine.group(codes, this.arcs.length);
  }

  // The view: scale is units a degree; x0, y0 is the place in the upper left.
  home() {
    this.scale = Math.max(this.surface.width / 360, this.surface.height / 270);
    this.x0 = -this.surface.width / this.scale / 2 + 8;
    this.y0 = 25 + this.surface.height / this.scale / 2;
    this.cluster();
    this.update();
  }

  x(lon) {
    return (lon - this.x0) * this.scale;
  }

  yAt(y) {
    return (this.y0 - y) * this.scale;
  }

  zoom(factor, at = { x: this.surface.width / 2, y: this.surface.height / 2 }) {
    const scale = Math.max(this.surface.width / 720, Math.min(4000, this.scale * factor));
    this.x0 += at.x / this.scale - at.x / scale;
    this.y0 -= at.y / this.scale - at.y / scale;
    this.scale = scale;
    this.moved();
  }

  pan(dx, dy) {
    this.x0 = Math.max(-240, Math.min(240, this.x0 - dx / this.scale));
    this.y0 = Math.max(-130, Math.min(200, this.y0 + dy / this.scale));
    this.moved();
  }

  moved() {
    this.cluster();
    if (this.drawing) return;
    this.drawing = requestAnimationFrame(() => {
      this.drawing = 0;
      this.update();
    });
  }

  // cluster puts the places that share a square of the screen together, and then those
  // whose discs would cover each other.
  cluster() {
    const size = CLUSTER / this.scale, cells = new Map();
    for (let p = 0; p < this.none; p++) {
      const key = this.clustered ? Math.floor(this.places.lon[p] / size) * 100003 + Math.floor(this.y[p] / size) : p;
      const cell = cells.get(key);
      if (cell) cell.places.push(p);
      else cells.set(key, { places: [p] });
    }
    this.clusters = [...cells.values()].map(({ places }) => this.joined(places)).sort((a, b) => b.total - a.total);
    this.most = this.clusters.length ? this.clusters[0].total : 1;
    if (!this.clustered || this.clusters.length > 1500) return;
    const apart = [];
    for (const c of this.clusters) {
      const near = apart.findIndex((d) => Math.hypot(c.lon - d.lon, c.y - d.y) * this.scale < 0.9 * (this.radius(c.total) + this.radius(d.total)));
      if (near < 0) apart.push(c);
      else apart[near] = this.joined([...apart[near].places, ...c.places]);
    }
    this.clusters = apart.sort((a, b) => b.total - a.total);
    this.most = this.clusters.length ? this.clusters[0].total : 1;
  }

  // joined is a cluster of places, in the middle of their rows.
  joined(places) {
    const c = { places, total: 0, lon: 0, y: 0 };
    for (const p of places) {
      const n = this.group.total[p];
      c.total += n;
      c.lon += n * this.places.lon[p];
      c.y += n * this.y[p];
    }
    c.lon /= c.total;
    c.y /= c.total;
    return c;
  }

  refold() {}

  update() {
    const { selected, total } = this.group, { engine, table } = this.app;
    for (const c of this.clusters) {
      c.selected = 0;
      for (const p of c.places) c.selected += selected[p];
    }
    this.paint();
    this.told.textContent = `${thousands(engine.count - selected[this.none])} mapped + ${thousands(selected[this.none])} without a place = ${thousands(engine.count)} of ${plural(table.rows, "row")}`;
    this.unplaced.textContent = `${thousands(selected[this.none])} of ${thousands(total[this.none])} without a place`;
    this.unplaced.disabled = total[this.none] === 0;
    this.unplaced.setAttribute("aria-pressed", Boolean(this.app.filters.get("place")?.unplaced));
  }

  // radius makes the disc's area grow with its rows.
  radius(n) {
    return n ? Math.max(2.5, Math.sqrt(n / this.most) * (this.clustered ? CLUSTER * 0.8 : 16)) : 0;
  }

  paint() {
    const { pen, width, height } = this.surface, ink = inks();
    this.surface.clear();
    this.land(pen, ink);
    if (this.showArcs) this.drawArcs(pen, ink);
    const inSight = this.clusters.filter((c) => {
      const x = this.x(c.lon), y = this.yAt(c.y);
      return x > -40 && y > -40 && x < width + 40 && y < height + 40;
    });
    for (const c of inSight) this.paintCluster(pen, c, ink);
    this.names(pen, inSight, ink);
    this.paintBoxes(pen, ink);
    if (this.clusters[this.at]) {
      const c = this.clusters[this.at];
      pen.strokeStyle = ink.ink;
      pen.lineWidth = 2;
      pen.beginPath();
      pen.arc(this.x(c.lon), this.yAt(c.y), this.radius(c.total) + 4, 0, 7);
      pen.stroke();
    }
  }

  paintCluster(pen, c, ink) {
    const x = this.x(c.lon), y = this.yAt(c.y);
    this.disc(pen, x, y, this.radius(c.total), ink.rest, 0.75);
    if (c.selected) this.disc(pen, x, y, this.radius(c.selected), ink.accent, 0.8);
    pen.strokeStyle = ink.paper;
    pen.lineWidth = 1;
    pen.stroke();
    if (c.selected && pen.measureText(short(c.selected)).width < 2 * this.radius(c.selected) - 4) {
      pen.fillStyle = inkOn(ink.accent);
      pen.textAlign = "center";
      pen.fillText(short(c.selected), x, y + 4);
      pen.textAlign = "left";
    }
  }

  // names writes the place with the most rows beside each of the greatest clusters, where
  // there is room.
  names(pen, clusters, ink) {
    const taken = clusters.map((c) => this.square(c, this.radius(c.total)));
    let written = 0;
    for (const c of clusters) {
      if (!this.named || written >= MOST_NAMES) return;
      const more = c.places.length > 1 ? ` +${c.places.length - 1}` : "", text = shorten(this.nameOf(this.greatest(c, 1)[0]), 24) + more;
      const x = this.x(c.lon), y = this.yAt(c.y), wide = pen.measureText(text).width, gap = this.radius(c.total) + 3;
      const sides = [[x + gap, y], [x - gap - wide, y], [x - wide / 2, y + gap + 7], [x - wide / 2, y - gap - 6]];
      const free = sides.map(([left, at]) => [left, at - 7, left + wide, at + 7]).find((box) => box[0] >= 0 && box[2] <= this.surface.width &&
        !taken.some((t) => box[0] < t[2] && t[0] < box[2] && box[1] < t[3] && t[1] < box[3]));
      if (!free) continue;
      taken.push(free);
      haloed(pen, text, free[0], free[1] + 11, ink, c.selected ? ink.ink : ink.soft);
      written++;
    }
  }

  square(c, r) {
    const x = this.x(c.lon), y = this.yAt(c.y);
    return [x - r, y - r, x + r, y + r];
  }

  paintBoxes(pen, ink) {
    for (const [south, west, north, east] of this.app.filters.get("place")?.boxes || []) {
      pen.strokeStyle = ink.ink;
      pen.lineWidth = 1.2;
      pen.setLineDash([4, 3]);
      pen.strokeRect(this.x(west), this.yAt(miller.y(north)), (east - west) * this.scale, (miller.y(north) - miller.y(south)) * this.scale);
      pen.setLineDash([]);
    }
  }

  disc(pen, x, y, r, color, alpha) {
    pen.fillStyle = color;
    pen.globalAlpha = alpha;
    pen.beginPath();
    pen.arc(x, y, r, 0, 7);
    pen.fill();
    pen.globalAlpha = 1;
  }

  land(pen, ink) {
    pen.fillStyle = ink.land;
    pen.beginPath();
    for (const ring of this.world.rings) ring.forEach(([x, y], i) => (i ? pen.lineTo(this.x(x), this.yAt(y)) : pen.moveTo(this.x(x), this.yAt(y))));
    pen.fill("evenodd");
    pen.strokeStyle = ink.line;
    pen.lineWidth = 0.8;
    pen.beginPath();
    for (const line of this.world.lines) line.forEach(([x, y], i) => (i ? pen.lineTo(this.x(x), this.yAt(y)) : pen.moveTo(this.x(x), this.yAt(y))));
    pen.stroke();
  }

  drawArcs(pen, ink) {
    const { selected } = this.arcGroup, strong = top(this.arcs.length, MOST_ARCS, (a, b) => selected[a] > selected[b], (c) => this.arcs[c] && selected[c] > 0);
    const most = strong.length ? selected[strong[0]] : 1;
    pen.strokeStyle = ink.accent;
    for (const code of strong) {
      const [lon0, y0, lon1, y1] = this.arcs[code], ax = this.x(lon0), ay = this.yAt(y0), bx = this.x(lon1), by = this.yAt(y1);
      pen.globalAlpha = 0.15 + 0.6 * Math.sqrt(selected[code] / most);
      pen.lineWidth = 0.6 + 2.4 * Math.sqrt(selected[code] / most);
      pen.beginPath();
      pen.moveTo(ax, ay);
      pen.quadraticCurveTo((ax + bx) / 2, (ay + by) / 2 - Math.hypot(bx - ax, by - ay) * 0.22, bx, by);
      pen.stroke();
    }
    pen.globalAlpha = 1;
  }

  go(at) {
    this.at = at;
    const c = this.clusters[at];
    this.readout.textContent = c ? this.lines(c).join(" · ") : "";
    this.paint();
  }

  nameOf(p) {
    const name = this.named && valueAt(this.named, this.sample[p]);
    return name ? visible(String(name)) : `${this.places.lat[p].toFixed(2)}°, ${this.places.lon[p].toFixed(2)}°`;
  }

  // greatest are the places of a cluster that most rows have.
  greatest(c, n) {
    return top(c.places.length, n, (a, b) => this.group.total[c.places[a]] > this.group.total[c.places[b]], () => true).map((i) => c.places[i]);
  }

  lines(c) {
    const best = this.greatest(c, 3).map((p) => this.nameOf(p));
    const more = c.places.length > 3 ? ` and ${plural(c.places.length - 3, "more place")}` : "";
    return [best.join("; ") + more, `${thousands(c.selected)} of ${plural(c.total, "row")} selected`];
  }

  under({ x, y }) {
    return this.clusters.findLast((c) => Math.hypot(this.x(c.lon) - x, this.yAt(c.y) - y) <= this.radius(c.total) + 2);
  }

  // boxOf is the box between two points of the screen; around, that of a cluster.
  boxOf(a, b) {
    const lon = [a.x, b.x].map((x) => x / this.scale + this.x0).sort((p, q) => p - q);
    const lat = [a.y, b.y].map((y) => miller.lat(this.y0 - y / this.scale)).sort((p, q) => p - q);
    return [lat[0], lon[0], lat[1], lon[1]].map((v) => Number(v.toFixed(4)));
  }

  around(c) {
    const lats = c.places.map((p) => this.places.lat[p]), lons = c.places.map((p) => this.places.lon[p]);
    const over = (v) => Math.floor(v * 1e4 + 1) / 1e4; // half-open boxes: a little beyond the greatest
    const under = (v) => Math.floor(v * 1e4) / 1e4;
    return [under(Math.min(...lats)), under(Math.min(...lons)), over(Math.max(...lats)), over(Math.max(...lons))];
  }

  click(at, before) {
    const c = this.under(at);
    if (c) this.chooseBox(this.around(c), before, true);
    else if (!before) this.app.filter("place", null);
  }

  // chooseBox selects a box; by a click or a key, one that was the selection alone is
  // taken away.
  chooseBox(box, before, again = false) {
    const same = again && !before && String(this.app.filters.get("place")?.boxes) === String([box]);
    this.app.filter("place", same ? null : { boxes: [...(before?.boxes || []), box], unplaced: Boolean(before?.unplaced) });
  }

  chooseNone(adding) {
    const had = this.app.filters.get("place"), boxes = adding && had ? had.boxes : [], unplaced = !had?.unplaced;
    this.app.filter("place", unplaced || boxes.length ? { boxes, unplaced } : null);
  }

  pick(dice, adding) {
    if (dice[0] < 0.15) return this.chooseNone(adding);
    const before = adding ? this.app.filters.get("place") : null;
    if (dice[0] < 0.5) return this.chooseBox(this.around(this.clusters[Math.floor(dice[1] * this.clusters.length)]), before);
    const point = (i) => ({ x: dice[i] * this.surface.width, y: dice[i + 1] * this.surface.height });
    this.chooseBox(this.boxOf(point(1), point(3)), before);
  }
}
