// What the graph is made of: edges by source, destination and kind, and what follows
// from their counts for the nodes. Nothing here touches the page.

// joinEdges gives every row the number of its edge; rows whose ends are not both laid
// out have the number after the last.
function joinEdges(app, view) {
  const { from, to } = app.nodes, index = new Map(view.names.map((name, i) => [name, i]));
  const nodeOf = (column) => Int32Array.from([...column.texts.map((t) => index.get(t) ?? -1), -1]);
  const a = nodeOf(from), b = nodeOf(to), { kinds, kindOf } = kindsOf(app, view.color);
  const edges = [], pairs = new Map(), known = new Map(), n = view.names.length, codes = new Uint32Array(app.table.rows).fill(0xffffffff);
  for (let row = 0; row < codes.length; row++) {
    const i = a[from.values[row]], j = b[to.values[row]];
    if (i < 0 || j < 0) continue;
    const kind = view.color ? kindOf[view.color.values[row]] : 0, pairKey = i * n + j, key = pairKey * (KINDS + 1) + kind;
    let code = known.get(key);
    if (code === undefined) {
      if (!pairs.has(pairKey)) pairs.set(pairKey, pairs.size);
      code = edges.length;
      known.set(key, code);
      edges.push({ from: i, to: j, kind, pair: pairs.get(pairKey) });
    }
    codes[row] = code;
  }
  for (let row = 0; row < codes.length; row++) if (codes[row] === 0xffffffff) codes[row] = edges.length;
  const group = app.engine.group(codes, edges.length + 1, view.weight ? view.weight.values : null);
  return { edges, kinds, group, pairs: pairs.size, neighbours: neighbourPairs(edges, n) };
}

// kindsOf are the kinds that have a colour of their own, those of most rows, and the others.
function kindsOf(app, column) {
  if (!column) return { kinds: [{ value: null }], kindOf: null };
  const counts = new Uint32Array(column.texts.length + 1);
  for (const v of column.values) counts[v]++;
  const best = top(counts.length, KINDS, (x, y) => counts[x] > counts[y], (c) => counts[c] > 0);
  const kinds = best.map((c) => ({ value: c < column.texts.length ? column.texts[c] : null }));
  const kindOf = new Uint8Array(counts.length).fill(kinds.length);
  best.forEach((c, i) => (kindOf[c] = i));
  if (counts.some((count, c) => count && kindOf[c] === kinds.length)) kinds.push({ value: undefined, other: true });
  return { kinds, kindOf };
}

// neighbourPairs numbers the pairs of different nodes without direction, for degrees.
function neighbourPairs(edges, n) {
  const known = new Map();
  for (const e of edges) {
    const key = Math.min(e.from, e.to) * n + Math.max(e.from, e.to);
    if (!known.has(key)) known.set(key, known.size);
    e.both = known.get(key);
  }
  return known.size;
}

// nodeStats counts for every node its neighbours (in, out, total: each once, itself not),
// its rows and its weight, over the edges that have rows.
function nodeStats(view, counts, weights, stat = null) {
  const n = view.names.length;
  stat ||= { in: new Uint32Array(n), out: new Uint32Array(n), total: new Uint32Array(n), rows: new Float64Array(n), weight: new Float64Array(n) };
  for (const list of Object.values(stat)) list.fill(0);
  const seen = new Uint8Array(view.pairs), both = new Uint8Array(view.neighbours);
  view.edges.forEach(({ from, to, pair, both: link }, i) => {
    if (!counts[i]) return;
    const loop = from === to;
    stat.rows[from] += counts[i];
    if (!loop) stat.rows[to] += counts[i];
    if (weights) {
      stat.weight[from] += weights[i];
      if (!loop) stat.weight[to] += weights[i];
    }
    if (loop) return;
    if (!seen[pair]) {
      seen[pair] = 1;
      stat.out[from]++;
      stat.in[to]++;
    }
    if (!both[link]) {
      both[link] = 1;
      stat.total[from]++;
      stat.total[to]++;
    }
  });
  return stat;
}
