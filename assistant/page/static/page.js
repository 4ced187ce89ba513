// Runs once, as the body of the bridge component's js_on_load: `element`, `trigger`, `props` and `watch` are given.
// The server sends orders through the bridge's value; the page sends events with trigger("name", data):
// "hello", "cite", "question", "reopen", "vote", "export", "language".
const KEEP = "vet-assistant.talk.";
const find = (selector, root = document) => root.querySelector(selector);
const state = { words: {}, active: "", cite: null, n: 0 };
const wide = () => window.matchMedia("(min-width: 1000px)").matches;
const calm = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;
const after = (work) => requestAnimationFrame(() => requestAnimationFrame(work));
const word = (key) => state.words[key] || key;

// --- what the browser keeps -------------------------------------------------------------------------------------
const read = (key) => { try { return JSON.parse(localStorage.getItem(key)); } catch { return null; } };
const write = (key, value) => {
  try { localStorage.setItem(key, JSON.stringify(value)); return true; } catch { say(word("storage_full")); return false; }
};
const kept = () => Object.keys(localStorage).filter((key) => key.startsWith(KEEP))
  .map((key) => read(key)).filter((entry) => entry && entry.talk && entry.talk.id)
  .sort((a, b) => String(b.at).localeCompare(String(a.at)));
const setting = (name, value) => value === undefined ? read("vet-assistant." + name) : write("vet-assistant." + name, value);

// --- saying and copying -----------------------------------------------------------------------------------------
function say(text) {
  const box = find("#spoken");
  if (box) { box.textContent = ""; setTimeout(() => { box.textContent = text; }, 50); }
}
async function copy(text, button) {
  try { await navigator.clipboard.writeText(text); } catch {
    const area = Object.assign(document.createElement("textarea"), { value: text });
    document.body.append(area); area.select(); document.execCommand("copy"); area.remove();
  }
  const label = button.textContent;
  button.textContent = word("copied"); say(word("copied"));
  setTimeout(() => { button.textContent = label; }, 1500);
}
function download(order) {
  const bytes = Uint8Array.from(atob(order.data), (c) => c.charCodeAt(0));
  saveBlob(new Blob([bytes], { type: order.mime }), order.name);
}
function saveBlob(blob, name) {
  const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(blob), download: name });
  document.body.append(link); link.click(); link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

// --- the source panel -------------------------------------------------------------------------------------------
function openSource(link) {
  document.querySelectorAll("a.cite[aria-current]").forEach((other) => other.removeAttribute("aria-current"));
  link.setAttribute("aria-current", "true");
  state.cite = link;
  const { path, start, end, quote, marker } = link.dataset;
  trigger("cite", { path, start, end, quote, marker });
}
function showSource(focus) {
  after(() => {
    const panel = find("#source");
    const hit = panel && find("#hit", panel);
    const room = hit && hit.closest(".reading");
    if (room) room.scrollTop += hit.getBoundingClientRect().top - room.getBoundingClientRect().top - room.clientHeight / 3;
    if (!panel || !focus) return;
    const head = find("h2", panel);
    if (head) { head.setAttribute("tabindex", "-1"); head.focus({ preventScroll: true }); }
    if (!wide()) panel.scrollIntoView({ block: "start", behavior: calm() ? "auto" : "smooth" });
  });
}

// --- orders from the server -------------------------------------------------------------------------------------
const DO = {
  words: (order) => {
    state.words = order.words;
    document.documentElement.lang = order.language;
    if (order.title) document.title = order.title;
    shelf();
  },
  save: (order) => { state.active = order.talk.id; setting("active", order.talk.id); write(KEEP + order.talk.id, { talk: order.talk, at: order.at }); shelf(); },
  asked: () => after(() => {
    const turn = find("#turn-live");
    if (turn) turn.scrollIntoView({ block: "start", behavior: calm() ? "auto" : "smooth" });
  }),
  answered: (order) => say(order.text),
  "show-source": (order) => showSource(order.focus),
  "new": () => { state.active = ""; setting("active", ""); shelf(); },
  download,
  say: (order) => say(order.text),
  ready: () => {
    const q = new URLSearchParams(location.search).get("q");
    if (q && !state.linked) {
      state.linked = true;
      const url = new URL(location.href); url.searchParams.delete("q"); history.replaceState(null, "", url);
      trigger("question", { question: q, fresh: true });
    }
  },
};
function obey() {
  let message; try { message = JSON.parse(props.value || "{}"); } catch { return; }
  if (!message.n || message.n === state.n) return;
  state.n = message.n;
  for (const order of message.actions) if (DO[order.do]) DO[order.do](order);
}
watch("value", obey);

// --- clicks and keys, wherever they happen ----------------------------------------------------------------------
document.addEventListener("click", (event) => {
  const on = (selector) => event.target.closest && event.target.closest(selector);
  let hit;
  if ((hit = on("a.cite"))) { event.preventDefault(); openSource(hit); }
  else if ((hit = on("[data-copy]"))) copy(hit.dataset.copy, hit);
  else if ((hit = on("[data-link]"))) copy(new URL(hit.dataset.link, location.href.split(/[?#]/)[0]).href, hit);
  else if ((hit = on(".ask-this"))) trigger("question", { question: hit.dataset.question });
  else if ((hit = on(".back")) && state.cite) { state.cite.focus(); state.cite.scrollIntoView({ block: "center" }); }
});

function shelf() {}

// --- the start --------------------------------------------------------------------------------------------------
const last = kept().find((entry) => entry.talk.id === setting("active"));
state.active = last ? last.talk.id : "";
const hello = () => trigger("hello", {
  talk: last ? last.talk : null,
  language: new URLSearchParams(location.search).get("lang") || setting("language") || navigator.languages.join(","),
});
hello();
