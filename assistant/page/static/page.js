// Runs once, as the body of the bridge component's js_on_load: `trigger`, `props` and `watch` are given.
// The server sends orders through the bridge's value. The page sends events with trigger("name", data):
// "hello", "question", "cite", "vote", "reopen", "export_talk", "clear_filters", "policy", "to_list".
const KEEP = "vet-assistant.talk.";
const find = (selector, root = document) => root.querySelector(selector);
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const state = { words: {}, active: "", opener: null, n: 0, linked: false, removed: null };
const wide = () => matchMedia("(min-width: 1000px)").matches;
const after = (work) => requestAnimationFrame(() => requestAnimationFrame(work));
const word = (key) => state.words[key] || key;
const make = (name, properties = {}, ...children) => {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
};

// --- what the browser keeps: one entry for each conversation, so that two windows do not overwrite each other -------
const read = (key) => { try { return JSON.parse(localStorage.getItem(key)); } catch { return null; } };
const write = (key, value) => {
  try { localStorage.setItem(key, JSON.stringify(value)); } catch { say(word("storage_full")); }
};
const setting = (name, value) => (value === undefined ? read("vet-assistant." + name) : write("vet-assistant." + name, value));
const kept = () => Object.keys(localStorage).filter((key) => key.startsWith(KEEP)).map(read)
  .filter((entry) => entry && entry.talk && entry.talk.id).sort((a, b) => String(b.at).localeCompare(String(a.at)));

function shelf() {
  const list = find("#shelf .kept");
  if (!list) return;
  const entries = kept();
  list.replaceChildren(...entries.map((entry) => shelfLine(entry)));
  if (state.removed) list.prepend(undoLine(state.removed));
  else if (!entries.length) list.append(make("li", { className: "quiet", textContent: word("none") }));
}
function shelfLine({ talk, at }) {
  const open = make("button", { type: "button", className: "plain open-talk", textContent: talk.title || at, onclick: () => reopen(talk) });
  if (talk.id === state.active) open.setAttribute("aria-current", "true");
  const rename = make("button", { type: "button", className: "plain", textContent: word("rename") });
  rename.setAttribute("aria-label", `${word("rename")}: ${talk.title}`);
  rename.onclick = () => line.replaceWith(renameLine({ talk, at }));
  const remove = make("button", { type: "button", className: "plain", textContent: word("delete") });
  remove.setAttribute("aria-label", `${word("delete")}: ${talk.title}`);
  remove.onclick = () => forget({ talk, at });
  const line = make("li", {}, open, make("span", { className: "quiet", textContent: String(at || "").slice(0, 10) }), rename, remove);
  return line;
}
function renameLine({ talk, at }) {
  const field = make("input", { value: talk.title, maxLength: 120 });
  field.setAttribute("aria-label", word("name"));
  const form = make("form", {}, field, make("button", { type: "submit", className: "plain", textContent: word("save") }));
  form.onsubmit = (event) => {
    event.preventDefault(); event.stopPropagation();
    const renamed = { ...talk, title: field.value.trim() || talk.title };
    write(KEEP + talk.id, { talk: renamed, at });
    if (talk.id === state.active) trigger("reopen", { talk: JSON.stringify(renamed) });
    shelf();
  };
  field.onkeydown = (event) => { if (event.key === "Escape") shelf(); };
  after(() => { field.focus(); field.select(); });
  return make("li", {}, form);
}
function show(talk) {
  state.active = talk ? talk.id : ""; setting("active", state.active);
  trigger("reopen", { talk: JSON.stringify(talk) });
}
function reopen(talk) {
  show(talk);
  all("details.menu[open]").forEach((menu) => { menu.open = false; });
  shelf();
  const box = find("#question textarea");
  if (box) box.focus();
}
function forget({ talk, at }) {  // gone at once, and brought back by "undo" until another is deleted or the page is left
  localStorage.removeItem(KEEP + talk.id);
  state.removed = { talk, at, open: talk.id === state.active };
  if (state.removed.open) show(null);
  shelf();
  say(word("deleted"));
  after(() => { const undo = find("#shelf .undo"); if (undo) undo.focus(); });
}
function undoLine({ talk, at, open }) {
  const undo = make("button", { type: "button", className: "plain undo", textContent: word("undo") });
  undo.setAttribute("aria-label", `${word("undo")}: ${talk.title}`);
  undo.onclick = () => {
    state.removed = null;
    write(KEEP + talk.id, { talk, at });
    if (open) show(talk);
    shelf();
    find("#shelf summary").focus();
  };
  return make("li", { className: "removed" }, make("span", { className: "quiet", textContent: word("deleted") }), undo);
}

// --- saying, copying, handing over files ------------------------------------------------------------------------------
function say(text) {
  const box = find("#spoken");
  if (!box) return;
  box.textContent = "";
  setTimeout(() => { box.textContent = text; }, 50);
}
async function copy(text, button) {
  try { await navigator.clipboard.writeText(text); } catch {
    const area = make("textarea", { value: text });
    document.body.append(area); area.select(); document.execCommand("copy"); area.remove();
  }
  const label = button.dataset.label || button.textContent;
  button.dataset.label = label; button.textContent = word("copied"); say(word("copied"));
  setTimeout(() => { button.textContent = label; }, 1500);
}
function hand(blob, name) {
  const link = make("a", { href: URL.createObjectURL(blob), download: name });
  document.body.append(link); link.click(); link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}
const LOOKS = ["fill", "stroke", "stroke-width", "stroke-dasharray", "font-family", "font-size", "font-weight", "opacity"];
async function picture() {
  const plot = find("svg.plot");
  if (!plot) return;
  const copied = plot.cloneNode(true);
  const drawn = all("*", plot);
  all("*", copied).forEach((part, i) => LOOKS.forEach((look) => part.setAttribute(look, getComputedStyle(drawn[i]).getPropertyValue(look))));
  const { width, height } = plot.viewBox.baseVal;
  copied.setAttribute("width", width); copied.setAttribute("height", height);
  const image = new Image();
  image.src = URL.createObjectURL(new Blob([new XMLSerializer().serializeToString(copied)], { type: "image/svg+xml" }));
  await image.decode();
  const canvas = make("canvas", { width: width * 2, height: height * 2 });
  const pen = canvas.getContext("2d");
  pen.fillStyle = getComputedStyle(document.body).backgroundColor; pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(image, 0, 0, canvas.width, canvas.height);
  URL.revokeObjectURL(image.src);
  canvas.toBlob((blob) => hand(blob, "figures.png"), "image/png");
}

// --- the source panel: beside the page, or on a narrow screen a sheet above it ------------------------------------------
function openSource(link) {
  all("a.cite[aria-current]").forEach((other) => other.removeAttribute("aria-current"));
  link.setAttribute("aria-current", "true");
  state.opener = link;
  const { path, start, end, quote, marker } = link.dataset;
  trigger("cite", { text: path, start, end, quote, marker });  // not "path": gradio takes that for a file
}
function showSource(focus) {
  after(() => {
    const panel = find("#source");
    if (!panel) return;
    if (focus) { document.body.classList.add("source-open"); cover(true); }
    const hit = find("#hit", panel), room = find(".reading", panel);
    if (hit && room) room.scrollTop += hit.getBoundingClientRect().top - room.getBoundingClientRect().top - room.clientHeight / 3;
    const head = find("h2", panel);
    if (focus && head) { head.setAttribute("tabindex", "-1"); head.focus({ preventScroll: true }); }
  });
}
function closeSource() {
  document.body.classList.remove("source-open");
  cover(false);
  if (state.opener && state.opener.isConnected) state.opener.focus();
}
function cover(on) {  // while the sheet covers a narrow screen, nothing behind it can be reached
  const covered = on && !wide(), panel = find("#source");
  [find("#main"), find("#top")].forEach((part) => { if (part) part.inert = covered; });
  if (covered) { panel.setAttribute("role", "dialog"); panel.setAttribute("aria-modal", "true"); }
  else { panel.setAttribute("role", "complementary"); panel.removeAttribute("aria-modal"); }
  panel.setAttribute("aria-label", word("source"));
}

// --- orders from the server -------------------------------------------------------------------------------------------
const DO = {
  words: (order) => {
    state.words = order.words;
    document.documentElement.lang = order.language;
    document.title = order.title;
    after(() => {
      shelf(); cover(false);
      const log = find("#log");  // spoken in short when an answer is finished, so the log itself is not live
      if (log) { log.setAttribute("role", "log"); log.setAttribute("aria-live", "off"); log.setAttribute("aria-label", word("conversation")); }
    });
  },
  save: (order) => {
    const { id } = order.talk;
    state.active = id; setting("active", id);
    write(KEEP + id, { talk: order.talk, at: order.at });
    shelf();
  },
  asked: () => after(() => {
    const turn = find("#turn-live");
    if (turn) turn.scrollIntoView({ block: "start" });  // at once: a glide would fight with a reader who scrolls meanwhile
  }),
  say: (order) => say(order.text),
  "show-source": (order) => showSource(order.focus),
  focus: (order) => after(() => {
    const part = find(order.selector);
    if (part) { part.focus({ preventScroll: true }); part.scrollIntoView({ block: "start" }); }
  }),
  download: (order) => hand(new Blob([Uint8Array.from(atob(order.data), (c) => c.charCodeAt(0))], { type: order.mime }), order.name),
  ready: () => {
    const address = new URL(location.href), q = address.searchParams.get("q");
    if (!q || state.linked) return;
    state.linked = true;
    address.searchParams.delete("q"); history.replaceState(null, "", address);
    trigger("question", { question: q, fresh: true });
  },
};
watch("value", () => {
  let message;
  try { message = JSON.parse(props.value || "{}"); } catch { return; }
  if (!message.n || message.n === state.n) return;
  state.n = message.n;
  for (const order of message.actions) if (DO[order.do]) DO[order.do](order);
});

// --- light and dark: as the system has it until the reader chooses -------------------------------------------------------
const scheme = (dark) => document.body.classList.toggle("dark", dark);
if (setting("dark") !== null) scheme(setting("dark"));

// --- clicks and keys, wherever they happen -----------------------------------------------------------------------------
const CLICKS = {
  ".skip": () => find("#question textarea").focus(),
  "a.cite": (hit) => openSource(hit),
  "[data-copy]": (hit) => copy(hit.dataset.copy, hit),
  "[data-link]": (hit) => copy(new URL(hit.dataset.link, location.href.split(/[?#]/)[0]).href, hit),
  ".ask-this": (hit) => trigger("question", { question: hit.dataset.question }),
  ".new-talk": () => reopen(null),
  ".export": (hit) => { trigger("export_talk", { format: hit.dataset.format }); hit.closest("details").open = false; },
  ".vote": (hit) => vote(hit),
  ".clear-filters": () => { trigger("clear_filters", {}); find("#question textarea").focus(); },
  ".to-policy": (hit) => trigger("policy", { policy: hit.dataset.policy }),
  ".to-list": () => trigger("to_list", {}),
  ".close-source": () => closeSource(),
  ".scheme": () => { const dark = !document.body.classList.contains("dark"); setting("dark", dark); scheme(dark); },
  "[data-language]": (hit) => { setting("language", hit.dataset.language); trigger("hello", { language: hit.dataset.language }); },
  "th button.sort": (hit) => sort(hit),
  "#png": () => picture(),
};
document.addEventListener("click", (event) => {
  for (const [selector, work] of Object.entries(CLICKS)) {
    const hit = event.target.closest && event.target.closest(selector);
    if (!hit) continue;
    if (hit.tagName.toLowerCase() === "a") event.preventDefault();
    work(hit);
    return;
  }
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = find("details.menu[open]");
  if (menu) { menu.open = false; find("summary", menu).focus(); }
  else if (document.body.classList.contains("source-open") && find("#source").contains(document.activeElement)) closeSource();
});
document.addEventListener("focusin", ({ target }) => {  // what is typed into a list takes the place of what is chosen there
  if (target.closest && target.closest(".wrap-inner") && target.matches("input")) target.select();
});
document.addEventListener("submit", (event) => {
  const form = event.target.closest("form.comment");
  if (!form) return;
  event.preventDefault();
  const pressed = find(`.vote[data-turn="${CSS.escape(form.dataset.turn)}"][aria-pressed="true"]`);
  trigger("vote", { turn: form.dataset.turn, vote: pressed ? pressed.dataset.vote : "-1", comment: form.comment.value });
  form.hidden = true;
});
function vote(button) {
  const { turn } = button.dataset;
  all(`.vote[data-turn="${CSS.escape(turn)}"]`).forEach((other) => other.setAttribute("aria-pressed", String(other === button)));
  const form = find(`form.comment[data-turn="${CSS.escape(turn)}"]`);
  if (form) form.hidden = false;
  trigger("vote", { turn, vote: button.dataset.vote });
}
function sort(button) {
  const head = button.closest("th"), table = button.closest("table"), body = table.tBodies[0];
  const column = [...head.parentElement.children].indexOf(head);
  const up = head.getAttribute("aria-sort") !== "ascending";
  all("th[aria-sort]", table).forEach((other) => other.setAttribute("aria-sort", "none"));
  head.setAttribute("aria-sort", up ? "ascending" : "descending");
  const key = (row) => { const cell = row.children[column]; return cell.dataset.value !== undefined ? cell.dataset.value : cell.textContent.trim(); };
  const compare = (a, b) => (isNaN(a) || isNaN(b) || a === "" || b === "" ? String(a).localeCompare(String(b), undefined, { numeric: true }) : a - b);
  [...body.rows].sort((a, b) => (up ? 1 : -1) * compare(key(a), key(b))).forEach((row) => body.append(row));
}
// which tab is open, for the style sheet: the source panel stands beside the conversation always, elsewhere when it is used
const watchTab = () => {
  state.looking = false;
  const shown = all("#tabs .tabitem").find((part) => part.offsetParent);  // a tab in the overflow menu has no button to ask
  if (!shown || document.body.dataset.tab === shown.id) return;
  document.body.dataset.tab = shown.id;
  document.body.classList.remove("source-open");
  cover(false);
};
new MutationObserver(() => {
  if (!state.looking) { state.looking = true; requestAnimationFrame(watchTab); }
}).observe(document.body, { subtree: true, attributes: true, attributeFilter: ["style", "class"], childList: true });

const spoken = make("div", { id: "spoken", className: "offstage" });
spoken.setAttribute("role", "status"); spoken.setAttribute("aria-live", "polite");
document.body.append(spoken);

// --- the start ----------------------------------------------------------------------------------------------------------
const last = kept().find((entry) => entry.talk.id === setting("active"));
state.active = last ? last.talk.id : "";
trigger("hello", {
  talk: JSON.stringify(last ? last.talk : null),
  language: new URLSearchParams(location.search).get("lang") || setting("language") || navigator.languages.join(","),
});
