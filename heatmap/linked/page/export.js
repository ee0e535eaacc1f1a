// The graph as files: what is shown and selected. Names come from logs: every one is
// escaped, and what XML cannot hold is shown by name.

// picked lists the nodes and edges with rows that are shown.
function picked(view) {
  const nodes = view.names.map((_, i) => i).filter((i) => view.shown[i] && view.stat.rows[i] > 0);
  const edges = view.edges.map((e, i) => ({ ...e, rows: view.group.selected[i], weight: view.weight ? view.group.part[i] : view.group.selected[i] }))
    .filter((e) => e.rows && view.shown[e.from] && view.shown[e.to]);
  return { nodes, edges };
}

function xml(text) {
  return visible(String(text)).replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`).replace(/[\ud800-\udfff\ufffe\uffff]/gu, "\ufffd");
}

function kindText(view, edge) {
  const kind = view.kinds[edge.kind];
  return kind.other ? "others" : kind.value === null ? "" : kind.value;
}

// graphSVG is the picture as it is seen, of the nodes and edges with rows alone.
function graphSVG(view) {
  const { nodes } = picked(view), { width, height } = view.overlay, ink = inks(), ways = inkOf(view), n = (v) => v.toFixed(1);
  const out = [`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="11">`,
    `<rect width="100%" height="100%" fill="${ink.paper}"/>`];
  for (const { edge: e, s } of view.drawn.list) {
    if (s) out.push(`<line x1="${n(view.x(e.from))}" y1="${n(view.y(e.from))}" x2="${n(view.x(e.to))}" y2="${n(view.y(e.to))}" stroke="${view.hue(e.kind)}" stroke-opacity="${opacity(ways, s).toFixed(2)}" stroke-width="${n(edgeWidth(s))}"/>`);
  }
  for (const i of nodes) {
    out.push(`<circle cx="${n(view.x(i))}" cy="${n(view.y(i))}" r="${n(view.radius(i))}" fill="${ink.ink}"><title>${xml(view.names[i])}</title></circle>`);
  }
  for (const i of top(view.names.length, 12, (a, b) => view.stat[view.by][a] > view.stat[view.by][b], (i) => view.shown[i] && view.stat.rows[i] > 0)) {
    out.push(`<text x="${n(view.x(i) + view.radius(i) + 3)}" y="${n(view.y(i) + 4)}" fill="${ink.ink}">${xml(view.names[i])}</text>`);
  }
  return out.join("\n") + "\n</svg>\n";
}

// graphGEXF writes GEXF 1.3 (https://gexf.net/schema.html).
function graphGEXF(view) {
  const { nodes, edges } = picked(view), out = [`<?xml version="1.0" encoding="UTF-8"?>`,
    `<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">`, `<graph defaultedgetype="directed">`,
    `<attributes class="edge"><attribute id="rows" title="rows" type="integer"/><attribute id="kind" title="kind" type="string"/></attributes>`, `<nodes>`];
  for (const i of nodes) out.push(`<node id="${i}" label="${xml(view.names[i])}"><viz:size value="${view.radius(i).toFixed(2)}"/><viz:position x="${(view.px[i] * 1000).toFixed(1)}" y="${(-view.py[i] * 1000).toFixed(1)}"/></node>`);
  out.push(`</nodes>`, `<edges>`);
  edges.forEach((e, i) => out.push(`<edge id="${i}" source="${e.from}" target="${e.to}" weight="${e.weight}"><attvalues><attvalue for="rows" value="${e.rows}"/><attvalue for="kind" value="${xml(kindText(view, e))}"/></attvalues></edge>`));
  return [...out, `</edges>`, `</graph>`, `</gexf>`, ``].join("\n");
}

// graphML writes GraphML (http://graphml.graphdrawing.org/specification.html).
function graphML(view) {
  const { nodes, edges } = picked(view), out = [`<?xml version="1.0" encoding="UTF-8"?>`, `<graphml xmlns="http://graphml.graphdrawing.org/xmlns">`,
    `<key id="label" for="node" attr.name="label" attr.type="string"/>`, `<key id="rows" for="edge" attr.name="rows" attr.type="long"/>`,
    `<key id="weight" for="edge" attr.name="weight" attr.type="double"/>`, `<key id="kind" for="edge" attr.name="kind" attr.type="string"/>`, `<graph edgedefault="directed">`];
  for (const i of nodes) out.push(`<node id="n${i}"><data key="label">${xml(view.names[i])}</data></node>`);
  for (const e of edges) out.push(`<edge source="n${e.from}" target="n${e.to}"><data key="rows">${e.rows}</data><data key="weight">${e.weight}</data><data key="kind">${xml(kindText(view, e))}</data></edge>`);
  return [...out, `</graph>`, `</graphml>`, ``].join("\n");
}

// graphDOT writes Graphviz's language (https://graphviz.org/doc/info/lang.html).
function graphDOT(view) {
  const { nodes, edges } = picked(view), text = (s) => `"${visible(String(s)).replace(/[\\"]/g, "\\$&")}"`;
  const out = ["digraph linked {"];
  for (const i of nodes) out.push(`  n${i} [label=${text(view.names[i])}];`);
  for (const e of edges) out.push(`  n${e.from} -> n${e.to} [weight=${Math.max(1, Math.round(e.weight))}, label=${text(kindText(view, e))}, tooltip="${e.rows} rows"];`);
  return out.join("\n") + "\n}\n";
}
