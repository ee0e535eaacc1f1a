// The graph under the hand: pointer, wheel and keyboard.

// listenGraph binds pointer and keyboard.
function listenGraph(view) {
  const { canvas } = view.overlay;
  canvas.tabIndex = 0;
  canvas.setAttribute("role", "application");
  canvas.setAttribute("aria-label", "Graph. Arrow keys move, plus and minus zoom, n and p go through the nodes, Enter selects one with its neighbours.");
  const zoom = (factor, { x, y }) => {
    const k = Math.max(60, Math.min(60000, view.scale * factor)) / view.scale;
    view.cx = x + (view.cx - x) * k;
    view.cy = y + (view.cy - y) * k;
    view.scale *= k;
    view.glide();
  };
  const pan = (dx, dy) => {
    view.cx += dx;
    view.cy += dy;
    view.glide();
  };
  view.pan = pan;
  canvas.addEventListener("wheel", (e) => {
    e.preventDefault();
    zoom(Math.exp(-e.deltaY * 0.0018), view.overlay.at(e));
  }, { passive: false });
  dragging(canvas, (event) => {
    const start = view.overlay.at(event);
    let last = start, moved = false;
    return (e, ended) => {
      const now = view.overlay.at(e);
      moved ||= Math.hypot(now.x - start.x, now.y - start.y) > 3;
      if (moved) pan(now.x - last.x, now.y - last.y);
      else if (ended) view.chooseNode(view.under(now), adds(e));
      last = now;
    };
  });
  canvas.addEventListener("pointermove", (e) => {
    const at = view.under(view.overlay.at(e));
    tip(e, at >= 0 ? view.lines(at) : null);
    if (at !== view.at) {
      view.at = at;
      view.labels();
    }
  });
  canvas.addEventListener("pointerleave", (e) => {
    tip(e, null);
    view.readout.textContent = "";
    view.at = -1;
    view.labels();
  });
  canvas.addEventListener("keydown", (e) => graphKey(view, e, zoom));
}

function graphKey(view, e, zoom) {
  const step = { ArrowLeft: [40, 0], ArrowRight: [-40, 0], ArrowUp: [0, 40], ArrowDown: [0, -40] }[e.key], middle = { x: view.overlay.width / 2, y: view.overlay.height / 2 };
  if (step) view.pan(...step);
  else if (e.key === "+" || e.key === "=") zoom(1.4, middle);
  else if (e.key === "-") zoom(1 / 1.4, middle);
  else if (e.key === "n" || e.key === "p") {
    view.at = ((view.at ?? -1) + (e.key === "n" ? 1 : -1) + view.names.length) % view.names.length;
    view.readout.textContent = view.lines(view.at).join(" · ");
    view.labels();
  } else if (e.key === "Enter" && view.at >= 0) view.chooseNode(view.at, adds(e));
  else return;
  e.preventDefault();
}
