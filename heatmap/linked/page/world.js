// The outline of the world and the places of rows on it, drawn from data in the page.
// The projection is Miller's cylindrical one (Snyder 1987, USGS Professional Paper 1395,
// p. 88), so that a box on the screen is a box of latitudes and longitudes.

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
