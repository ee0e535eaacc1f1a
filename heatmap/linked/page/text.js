// Texts and numbers as people read them. Nothing here touches the page.

const DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const DAY_NAMES = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

// HIDDEN are the characters that act on their neighbours instead of being read.
const HIDDEN = /[\u0000-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;

// visible makes a text from a log safe to read: hidden characters are shown by name.
function visible(text) {
  return text.replace(HIDDEN, (c) => {
    const code = c.codePointAt(0);
    if (code < 0x20) return String.fromCharCode(0x2400 + code);
    return `⟨U+${code.toString(16).toUpperCase().padStart(4, "0")}⟩`;
  });
}

// shorten cuts a text to n characters.
function shorten(text, n) {
  return text.length <= n ? text : text.slice(0, n - 1) + "…";
}

// thousands writes a whole number with commas.
function thousands(n) {
  return String(n).replace(/\B(?=(\d{3})+$)/g, ",");
}

// plural writes a number with its noun.
function plural(n, noun) {
  return n === 1 ? `1 ${noun}` : `${thousands(n)} ${noun}s`;
}

// short writes a number in little room: 12,345 is 12k.
function short(v) {
  const size = Math.abs(v);
  for (const [unit, name] of [[1e12, "T"], [1e9, "G"], [1e6, "M"], [1e3, "k"]]) {
    if (size >= unit * 0.9995) return Number((v / unit).toPrecision(3)) + name;
  }
  return String(Number(v.toPrecision(4)));
}

// amount writes a number in full, a whole one with commas.
function amount(v) {
  return Number.isInteger(v) && Math.abs(v) < 1e15 ? thousands(v) : String(Number(v.toPrecision(6)));
}

// valueText writes a column's value: null is a missing one, "" an empty text.
function valueText(value) {
  if (value === null) return "(missing)";
  if (value === "") return "(empty)";
  return typeof value === "number" ? String(value) : visible(value);
}

// percent writes a part of a whole.
function percent(part, whole) {
  if (!whole) return "0 %";
  const p = part / whole * 100;
  return (p === 0 || p === 100 ? p : p < 0.1 ? "<0.1" : p > 99.9 ? ">99.9" : p.toFixed(1)) + " %";
}

// listText joins texts as a sentence does: "a, b or c", of many only the first.
function listText(texts, most = 4) {
  if (texts.length > most) return `${texts.slice(0, most - 1).join(", ")} or ${texts.length - most + 1} others`;
  if (texts.length < 2) return texts.join("");
  return texts.slice(0, -1).join(", ") + " or " + texts[texts.length - 1];
}
