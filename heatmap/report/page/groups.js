// The small multiples: each is drawn as groups.go draws it, one path a colour, so
// that a page full of them stays light.

const SVG = "http://www.w3.org/2000/svg";

// paintMultiple draws cells small, on a scale of its own.
function paintMultiple(item, cells, look) {
  const values = cells.counts.map((row, d) => row.map((_, h) => valueOf(cells, look.measure, d, h)));
  const flat = values.flat(), scale = makeScale(look.scale, flat, look.measure === "count");
  const paths = new Map();
  values.forEach((row, d) => row.forEach((v, h) => {
    const color = Number.isNaN(v) ? "" : colorAt(look.colors, scale.at(v));
    paths.set(color, (paths.get(color) || "") + `M${h * 10} ${d * 10}h9v9h-9z`);
  }));
  const group = item.querySelector(".cells");
  group.textContent = "";
  for (const [color, d] of paths) {
    const path = group.appendChild(document.createElementNS(SVG, "path"));
    path.setAttribute(color ? "fill" : "class", color || "blank");
    path.setAttribute("d", d);
  }
  const most = Math.max(0, ...flat.filter((v) => !Number.isNaN(v)));
  item.querySelector(".most").textContent = formatValue(look.measure, most);
}

// handleMultiples makes every small picture a button that calls choose(grid).
function handleMultiples(items, choose) {
  for (const item of items) {
    const pick = () => choose(Number(item.dataset.grid));
    item.tabIndex = 0;
    item.setAttribute("role", "button");
    item.addEventListener("click", pick);
    item.addEventListener("keydown", (e) => {
      if (e.key !== "Enter" && e.key !== " ") return;
      e.preventDefault();
      pick();
    });
  }
}
