// The map under the hand: pointer, wheel and keyboard.

function listenMap(view) {
  const { canvas } = view.surface;
  canvas.addEventListener("wheel", (e) => {
    e.preventDefault();
    view.zoom(Math.exp(-e.deltaY * 0.0018), view.surface.at(e));
  }, { passive: false });
  dragging(canvas, (event) => {
    let last = view.surface.at(event), moved = false;
    const start = last, box = view.boxing || event.shiftKey, before = adds(event) ? view.app.filters.get("place") : null;
    return (e, ended) => {
      const now = view.surface.at(e);
      moved ||= Math.hypot(now.x - start.x, now.y - start.y) > 3;
      if (moved && box) view.chooseBox(view.boxOf(start, now), before);
      else if (moved) view.pan(now.x - last.x, now.y - last.y);
      else if (ended) view.click(now, before);
      last = now;
    };
  });
  canvas.addEventListener("pointermove", (e) => {
    const c = view.under(view.surface.at(e));
    tip(e, c ? view.lines(c) : null);
  });
  canvas.addEventListener("pointerleave", (e) => tip(e, null));
  canvas.addEventListener("blur", () => view.go(null));
  canvas.addEventListener("keydown", (e) => mapKey(view, e));
}

function mapKey(view, e) {
  const step = { ArrowLeft: [40, 0], ArrowRight: [-40, 0], ArrowUp: [0, 40], ArrowDown: [0, -40] }[e.key];
  if (step) view.pan(...step);
  else if (e.key === "+" || e.key === "=") view.zoom(1.4);
  else if (e.key === "-") view.zoom(1 / 1.4);
  else if (e.key === "n" || e.key === "p") view.go(((view.at ?? (e.key === "n" ? -1 : 0)) + (e.key === "n" ? 1 : -1) + view.clusters.length) % view.clusters.length);
  else if (e.key === "Enter" && view.clusters[view.at]) view.chooseBox(view.around(view.clusters[view.at]), adds(e) ? view.app.filters.get("place") : null, true);
  else return;
  e.preventDefault();
}
