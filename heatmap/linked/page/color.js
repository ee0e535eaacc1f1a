// Colours. Nothing here touches the page.

// HUES tell up to seven kinds apart also without full colour vision: the first three are
// Okabe and Ito's (2008, "Color Universal Design"), the others were chosen to stay far
// from them and from each other to eyes that lack one kind of cones, and to stand out
// from the paper; color_test.go holds them to that. Others are grey.
const HUES = ["#0072b2", "#d55e00", "#009e73", "#78305f", "#677aff", "#753f1f", "#120041"];
const DARK_HUES = ["#4aa3df", "#f08a4b", "#5cbc8d", "#f2e232", "#c0bfd7", "#9e5882", "#f1feef"];

// colorAt is the colour of a place from 0 to 1 on a ramp.
function colorAt(ramp, place) {
  return ramp[Math.max(0, Math.min(ramp.length - 1, Math.round(place * (ramp.length - 1))))];
}

// luminance is the relative luminance of a #rrggbb colour (WCAG 2.1).
function luminance(color) {
  const [r, g, b] = parts(color).map((v) => {
    const c = v / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

// parts splits a #rrggbb colour into numbers from 0 to 255.
function parts(color) {
  return [1, 3, 5].map((i) => parseInt(color.slice(i, i + 2), 16));
}

// inkOn is the better readable of black and white on a colour: at least 4.5 to 1.
function inkOn(color) {
  return luminance(color) > 0.179 ? "#000000" : "#ffffff";
}
