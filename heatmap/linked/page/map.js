// The map: places of rows on the outline of the world, drawn from data in the page.
// The projection is Miller's cylindrical one (Snyder 1987, USGS Professional Paper 1395,
// p. 88), so that a box on the screen is a box of latitudes and longitudes.

const MAP_HEIGHT = 400, CLUSTER = 34, MOST_ARCS = 4000;

const miller = {
  y: (lat) => 1.25 * Math.log(Math.tan(Math.PI / 4 + 0.4 * lat * Math.PI / 180)) * 180 / Math.PI,
  lat: (y) => (Math.atan(Math.exp(0.8 * y * Math.PI / 180)) - Math.PI / 4) / 0.4 * 180 / Math.PI,
};

// placesOf gives each pair of coordinates a code; the code after the last is "no place".
function placesOf(table, latColumn, lonColumn) {
  const lats = latColumn.values, lons = lonColumn.values, codes = new Uint32Array(table.rows).fill(0xffffffff);
  const lat = [], lon = [], known = new Map();
  let strays = false;
  for (let row = 0; row < table.rows; row++) {
    const a = lats[row], o = lons[row];
    if (!(a >= -90 && a <= 90 && o >= -180 && o <= 180)) {
      strays ||= a === a && o === o;
      continue;
    }
    let inner = known.get(a);
    if (!inner) known.set(a, inner = new Map());
    let code = inner.get(o);
    if (code === undefined) {
      code = lat.length;
      inner.set(o, code);
      lat.push(a);
      lon.push(o);
    }
    codes[row] = code;
  }
  for (let row = 0; row < codes.length; row++) if (codes[row] === 0xffffffff) codes[row] = lat.length;
  return { codes, lat, lon, strays, latName: latColumn.name, lonName: lonColumn.name };
}

// readWorld decodes the outline (world/main.go): lines of [lon, lat] and rings of land.
function readWorld(bytes) {
  let i = 0;
  const next = () => {
    let value = 0, scale = 1, byte;
    do {
      byte = bytes[i++];
      value += (byte & 127) * scale;
      scale *= 128;
    } while (byte >= 128);
    return value % 2 ? -(value + 1) / 2 : value / 2;
  };
  const lines = Array.from({ length: next() }, () => {
    let x = 0, y = 0;
    return Array.from({ length: next() }, () => [(x += next()) / 10, miller.y((y += next()) / 10)]);
  });
  const walk = (n) => (n < 0 ? lines[-1 - n].toReversed() : lines[n]);
  const rings = Array.from({ length: next() }, () => unrolled(Array.from({ length: next() }, () => walk(next())).flat())).flat();
  return { lines: lines.flatMap(cutLine), rings };
}

// unrolled makes a ring that crosses the date line whole: it goes on beyond 180 degrees,
// and a copy lies on the other side. A ring around a pole is closed along the edge.
function unrolled(ring) {
  let turn = 0;
  const out = ring.map(([x, y], i) => {
    if (i) turn += Math.round((ring[i - 1][0] - x) / 360) * 360;
    return [x + turn, y];
  });
  if (Math.abs(out[0][0] - out[out.length - 1][0]) > 180) out.push([out[out.length - 1][0], miller.y(-90)], [out[0][0], miller.y(-90)]);
  const xs = out.map(([x]) => x), low = Math.min(...xs), high = Math.max(...xs), shifted = (by) => out.map(([x, y]) => [x + by, y]);
  return [out, ...(high > 180.05 ? [shifted(-360)] : []), ...(low < -180.05 ? [shifted(360)] : [])];
}

// cutLine breaks a line where it crosses the date line.
function cutLine(line) {
  const out = [[]];
  line.forEach((p, i) => {
    if (i && Math.abs(p[0] - line[i - 1][0]) > 180) out.push([]);
    out[out.length - 1].push(p);
  });
  return out;
}

class MapView {
  constructor(app) {
    this.app = app;
    const spec = app.data.map, { body, tools, told } = card("map", "Map"), columns = app.table.columns;
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
    this.surface = new Surface(element(body, "div", "map"), MAP_HEIGHT, () => this.home());
    const canvas = this.surface.canvas;
    canvas.tabIndex = 0;
    canvas.setAttribute("role", "application");
    canvas.setAttribute("aria-label", "Map of the world. Arrow keys move, plus and minus zoom, n and p go through the places, Enter selects one.");
    const foot = element(body, "p", "readout");
    this.readout = element(foot, "span", "", "", { "aria-live": "polite" });
    this.unplaced = button(foot, "", "Select the rows without a place", (e) => this.chooseNone(adds(e)));
    this.home();
    this.listen(canvas);
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
    this.scale = Math.max(this.surface.width / 360, MAP_HEIGHT / 270);
    this.x0 = -this.surface.width / this.scale / 2 + 8;
    this.y0 = 25 + MAP_HEIGHT / this.scale / 2;
    this.cluster();
    this.update();
  }

  x(lon) {
    return (lon - this.x0) * this.scale;
  }

  yAt(y) {
    return (this.y0 - y) * this.scale;
  }

  zoom(factor, at = { x: this.surface.width / 2, y: MAP_HEIGHT / 2 }) {
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

  // cluster puts the places that share a square of the screen together.
  cluster() {
    const size = CLUSTER / this.scale, cells = new Map();
    for (let p = 0; p < this.none; p++) {
      const key = this.clustered ? Math.floor(this.places.lon[p] / size) * 100003 + Math.floor(this.y[p] / size) : p;
      const cell = cells.get(key);
      if (cell) cell.places.push(p);
      else cells.set(key, { places: [p] });
    }
    this.clusters = [...cells.values()];
    for (const c of this.clusters) {
      c.total = 0;
      c.lon = 0;
      c.y = 0;
      for (const p of c.places) {
        const n = this.group.total[p];
        c.total += n;
        c.lon += n * this.places.lon[p];
        c.y += n * this.y[p];
      }
      c.lon /= c.total;
      c.y /= c.total;
    }
    this.clusters.sort((a, b) => b.total - a.total);
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

  radius(n) {
    return n ? Math.max(2.5, Math.sqrt(n / this.most) * (this.clustered ? CLUSTER * 0.8 : 16)) : 0;
  }

  paint() {
    const { pen, width } = this.surface, ink = inks();
    this.surface.clear();
    this.land(pen, ink);
    if (this.showArcs) this.drawArcs(pen, ink);
    this.most = this.clusters.reduce((m, c) => Math.max(m, c.total), 1);
    for (const c of this.clusters) {
      const x = this.x(c.lon), y = this.yAt(c.y);
      if (x < -40 || y < -40 || x > width + 40 || y > MAP_HEIGHT + 40) continue;
      this.disc(pen, x, y, this.radius(c.total), ink.rest, 0.75);
      if (c.selected) this.disc(pen, x, y, this.radius(c.selected), ink.accent, 0.8);
      pen.strokeStyle = ink.paper;
      pen.lineWidth = 1;
      pen.stroke();
      if (c.selected && this.radius(c.selected) > 12) {
        pen.fillStyle = inkOn(ink.accent);
        pen.textAlign = "center";
        pen.fillText(short(c.selected), x, y + 4);
        pen.textAlign = "left";
      }
    }
    for (const [south, west, north, east] of this.app.filters.get("place")?.boxes || []) {
      pen.strokeStyle = ink.ink;
      pen.setLineDash([4, 3]);
      pen.strokeRect(this.x(west), this.yAt(miller.y(north)), (east - west) * this.scale, (miller.y(north) - miller.y(south)) * this.scale);
      pen.setLineDash([]);
    }
    if (this.clusters[this.at]) {
      const c = this.clusters[this.at];
      pen.strokeStyle = ink.ink;
      pen.lineWidth = 2;
      pen.beginPath();
      pen.arc(this.x(c.lon), this.yAt(c.y), this.radius(c.total) + 4, 0, 7);
      pen.stroke();
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

  listen(canvas) {
    canvas.addEventListener("wheel", (e) => {
      e.preventDefault();
      this.zoom(Math.exp(-e.deltaY * 0.0018), this.surface.at(e));
    }, { passive: false });
    dragging(canvas, (event) => {
      let last = this.surface.at(event), moved = false;
      const start = last, box = this.boxing || event.shiftKey, before = adds(event) ? this.app.filters.get("place") : null;
      return (e, ended) => {
        const now = this.surface.at(e);
        moved ||= Math.hypot(now.x - start.x, now.y - start.y) > 3;
        if (moved && box) this.chooseBox(this.boxOf(start, now), before);
        else if (moved) this.pan(now.x - last.x, now.y - last.y);
        else if (ended) this.click(now, before);
        last = now;
      };
    });
    canvas.addEventListener("pointermove", (e) => {
      const c = this.under(this.surface.at(e));
      tip(e, c ? this.lines(c) : null);
    });
    canvas.addEventListener("pointerleave", (e) => tip(e, null));
    canvas.addEventListener("blur", () => this.go(null));
    canvas.addEventListener("keydown", (e) => this.key(e));
  }

  key(e) {
    const step = { ArrowLeft: [40, 0], ArrowRight: [-40, 0], ArrowUp: [0, 40], ArrowDown: [0, -40] }[e.key];
    if (step) this.pan(...step);
    else if (e.key === "+" || e.key === "=") this.zoom(1.4);
    else if (e.key === "-") this.zoom(1 / 1.4);
    else if (e.key === "n" || e.key === "p") this.go(((this.at ?? (e.key === "n" ? -1 : 0)) + (e.key === "n" ? 1 : -1) + this.clusters.length) % this.clusters.length);
    else if (e.key === "Enter" && this.clusters[this.at]) this.chooseBox(this.around(this.clusters[this.at]), adds(e) ? this.app.filters.get("place") : null);
    else return;
    e.preventDefault();
  }

  go(at) {
    this.at = at;
    const c = this.clusters[at];
    this.readout.textContent = c ? this.lines(c).join(" · ") : "";
    this.paint();
  }

  lines(c) {
    const name = (p) => (this.named && valueAt(this.named, this.sample[p])) || `${this.places.lat[p].toFixed(2)}, ${this.places.lon[p].toFixed(2)}`;
    const best = top(c.places.length, 3, (a, b) => this.group.total[c.places[a]] > this.group.total[c.places[b]], () => true).map((i) => visible(String(name(c.places[i]))));
    const more = c.places.length > 3 ? ` and ${c.places.length - 3} more places` : "";
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
    if (c) this.chooseBox(this.around(c), before);
    else if (!before) this.app.filter("place", null);
  }

  chooseBox(box, before) {
    const same = !before && String(this.app.filters.get("place")?.boxes) === String([box]);
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
    const point = (i) => ({ x: dice[i] * this.surface.width, y: dice[i + 1] * MAP_HEIGHT });
    this.chooseBox(this.boxOf(point(1), point(3)), before);
  }
}
