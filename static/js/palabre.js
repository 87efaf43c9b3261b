// What script adds to pages that work without it. Keyed by data attributes; keeps nothing on the device.
const root = document.documentElement;
const $ = (id) => document.getElementById(id);
const wide = matchMedia("(min-width: 64rem)");
const on = (type, run, capture = false) => document.addEventListener(type, run, capture);
// htmx would note the address of each page there; it does as well without.
Object.defineProperty(window, "sessionStorage", { value: undefined });
const locale = root.lang === "ar" ? "ar-u-nu-latn" : root.lang;

// --- Web faces come after the first paint, and never when data is to be saved.
const frugal = root.hasAttribute("data-save") || navigator.connection?.saveData
  || matchMedia("(prefers-reduced-data: reduce)").matches;
if (!frugal) requestAnimationFrame(() => setTimeout(() => root.classList.add("fonts")));

// --- One live region, filled anew so that the same words are said twice.
function announce(words) {
  const live = $("live");
  if (!live || !words) return;
  live.textContent = "";
  setTimeout(() => { live.textContent = words; }, 100);
}

// --- Controls that only work with script are hidden until it runs.
const reveal = (part) => part.querySelectorAll("[data-copy], [data-print]").forEach((e) => { e.hidden = false; });
reveal(document);

on("click", (event) => {
  const button = event.target.closest("[data-copy], [data-print]");
  if (!button) return;
  if (button.hasAttribute("data-print")) return print();
  navigator.clipboard?.writeText(button.dataset.copy).then(() => {
    button.textContent = button.dataset.done;
    announce(button.dataset.done);
  });
});

// --- A form that came back with errors says so first.
document.querySelector(".error-summary")?.focus();

// --- Panel: from 64rem a link marked data-panel opens beside the text; below, htmx never hears of it.
const opens = (part) => part.querySelectorAll("a[data-panel]").forEach((e) => { e.dataset.hxGet = e.getAttribute("href"); });
opens(document);
on("click", (event) => {
  const link = event.target.closest("a[data-panel]");
  if (!link) return;
  const plain = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
  if (!wide.matches || plain || !$("panel")) event.stopPropagation();
}, true);

function mark(number) {
  document.querySelectorAll(".para-here").forEach((e) => e.classList.remove("para-here"));
  document.querySelectorAll(".toc-paras [aria-current]").forEach((e) => e.removeAttribute("aria-current"));
  $(`p${number}`)?.classList.add("para-here");
  document.querySelector(`.toc-paras a[href$="#p${number}"]`)?.setAttribute("aria-current", "true");
}

on("click", (event) => {
  const link = event.target.closest("[data-panel-close]");
  const panel = $("panel");
  if (!link || !panel || !wide.matches) return;
  event.preventDefault();
  panel.replaceChildren(...($("panel-empty")?.content.cloneNode(true).childNodes ?? []));
  history.pushState({ htmx: true }, "", link.href);
  const paragraph = $(new URL(link.href).hash.slice(1));
  document.querySelectorAll(".para-here").forEach((e) => e.classList.remove("para-here"));
  paragraph?.querySelector("a")?.focus();
});

// --- After a swap: focus, announcement, title.
const seen = new WeakSet();
on("htmx:afterSettle", (event) => {
  const { target: elt, detail: { xhr } } = event;
  if (!elt.querySelector || seen.has(xhr) || elt.closest("[data-quiet]")) return;
  seen.add(xhr);
  const find = (choice) => (elt.matches(choice) ? elt : elt.querySelector(choice));
  reveal(elt);
  const heading = find(".error-summary") ?? find("[data-focus]") ?? find("h1, h2, h3, h4, h5, legend");
  if (heading) {
    if (!heading.matches("a, button, input, [tabindex]")) heading.tabIndex = -1;
    heading.focus({ preventScroll: Boolean(heading.closest("#panel")) });
  }
  const panel = elt.closest("#panel");
  if (panel) panel.scrollTop = 0;
  const about = find("[data-paragraph]");
  if (about) mark(about.dataset.paragraph);
  const title = find("[data-title]")?.dataset.title;
  if (title) document.title = title;
  announce(find("[data-announce]")?.dataset.announce);
});

// --- Whatever htmx cannot finish is done the plain way; keys in the form keep it from counting twice.
on("htmx:beforeOnLoad", (event) => {
  const to = event.detail.xhr.getResponseHeader("HX-Redirect");
  if (!to || !to.includes("#")) return;
  const target = new URL(to, location);
  if (target.pathname + target.search !== location.pathname + location.search) return;
  event.preventDefault();
  history.replaceState(null, "", target.href);
  location.reload();
});
on("htmx:responseError", (event) => {
  const from = event.detail.elt;
  if (from.href) return location.assign(from.href);
  if (!(from instanceof HTMLFormElement)) return;
  const pressed = from.dataset.pressed;
  if (pressed) {
    const [name, value] = JSON.parse(pressed);
    from.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
  }
  HTMLFormElement.prototype.submit.call(from);
});
on("htmx:sendError", (event) => {
  const form = event.detail.elt.closest("form");
  release(form);
  if (form?.dataset.autosave) changed.add(form);
  const notice = $("unsent");
  if (notice) notice.hidden = false;
});

// --- One send at a time, free again after four seconds: the server knows a repeated form by its key.
function release(form) {
  if (form) delete form.dataset.sending;
}
on("submit", (event) => {
  const form = event.target;
  if (form.method !== "post") return;
  const button = event.submitter;
  if (form.dataset.sending) {
    event.preventDefault();
    event.stopImmediatePropagation();
    return;
  }
  $("unsent")?.setAttribute("hidden", "");
  form.dataset.sending = "1";
  changed.delete(form);
  saving.get(form)?.abort();
  if (button?.name) form.dataset.pressed = JSON.stringify([button.name, button.value]);
  else delete form.dataset.pressed;
  setTimeout(() => release(form), 4000);
}, true);
on("htmx:afterRequest", (event) => release(event.detail.elt.closest?.("form")));
addEventListener("pageshow", () => document.querySelectorAll("form[data-sending]").forEach(release));

// --- Changing the language takes along the form last typed into, or come back with its text; never a password.
let typed = document.querySelector("[data-typed]")?.form;
on("input", (event) => {
  const form = event.target.form;
  if (form?.method === "post") typed = form;
});
on("click", (event) => {
  const choice = event.target.closest(".langs :is(a, button)");
  if (!choice || !typed?.isConnected || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const sent = Object.assign(document.createElement("form"), { method: "post", hidden: true });
  sent.setAttribute("action", typed.getAttribute("action"));
  const secret = new Set([...typed.querySelectorAll("[type=password]")].map((e) => e.name));
  const fields = [...new FormData(typed)].filter(([name, value]) => name !== "do" && !secret.has(name) && typeof value === "string");
  for (const [name, value] of [...fields, ["do", `language:${choice.lang}`]])
    sent.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
  document.body.append(sent);
  sent.submit();
  sent.remove();
});

// --- Characters, counted as the server counts them; going over is said once.
on("input", (event) => {
  const count = $(event.target.dataset?.count);
  if (!count) return;
  const used = [...event.target.value].length;
  const max = Number(count.dataset.max);
  const written = (n) => n.toLocaleString(locale);
  count.textContent = count.dataset.words.replace("{n}", written(used)).replace("{max}", written(max));
  if (used > max && !count.dataset.over) announce(count.textContent);
  count.dataset.over = used > max ? "1" : "";
  count.classList.toggle("error-text", used > max);
});

// --- Drafts: a form with data-autosave goes to the server at most every ten seconds when changed.
const changed = new Set();
const saving = new Map();
async function save(form) {
  const leave = new AbortController();
  saving.set(form, leave);
  const body = new FormData(form);
  for (const [name, value] of [...body]) if (typeof value !== "string") body.delete(name);
  const answer = await fetch(form.dataset.autosave, {
    method: "POST", body, keepalive: document.hidden, credentials: "same-origin", headers: { Accept: "application/json" },
    signal: leave.signal,
  });
  if (answer.status >= 500) throw new Error(String(answer.status));
  if (!answer.ok) return;
  const { draft_key: key } = await answer.json();
  const field = form.elements.namedItem("draft_key");
  if (!key || form.dataset.sending) return;
  if (field) field.value = key;
  const state = form.querySelector("[data-draft-state]");
  if (state) state.textContent = form.dataset.saved;
  if (!form.dataset.told) announce(form.dataset.saved);
  form.dataset.told = "1";
}
function saveAll() {
  for (const form of changed) {
    changed.delete(form);
    if (form.isConnected && !form.dataset.sending) save(form).catch(() => changed.add(form)).finally(() => saving.delete(form));
  }
}
on("input", (event) => {
  const form = event.target.closest("form[data-autosave]");
  if (!form) return;
  changed.add(form);
  const state = form.querySelector("[data-draft-state]");
  if (state) state.textContent = "";
});
setInterval(saveAll, 10000);
on("visibilitychange", () => { if (document.hidden) saveAll(); });
