// What htmx leaves undone. Every link and form works without this file.
const TROUBLE = "That did not get through. What you see is still as it was.";

// The letters of headings come after the first painting, which they would hold up; on what is read
// next they are here already. Where they do not come, others of the style sheet stay. A class gives
// them to headings alone: for a font that is added, a browser lays out all text anew.
const { htmx: swaps } = document.currentScript.dataset;
function letter() {
  const letters = document.fonts.load('620 1em "Careerguide Serif"');
  letters.then(() => document.documentElement.classList.add("lettered"), () => {});
}
if (document.referrer.startsWith(`${location.origin}/`)) letter();
else new PerformanceObserver(letter).observe({ type: "paint", buffered: true });

// Says so where it is seen, and offers to do it again.
function troubled(again) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "Try again";
  button.addEventListener("click", again);
  document.getElementById("trouble").replaceChildren(TROUBLE, " ", button);
}

// htmx comes when the reader first moves, touches or presses anything, and what is pressed before
// it is there waits for it. Where it does not come, a second try leads to a whole page.
const SWAPPING = "[hx-get], [hx-post], [hx-boost]";
const SIGNS = ["pointermove", "pointerdown", "keydown", "focusin"];
const AGAIN = {
  click: (link) => link.click(),
  // By its button, which says what is sent and where it leads.
  submit: (form, button) => (button ? button.click() : form.requestSubmit()),
  change: (field) => field.dispatchEvent(new Event("change", { bubbles: true })),
};
const held = [];
let isComing = false;
const PRESSED = {
  click: "a[hx-get], [hx-boost] a[href]",
  submit: "form[hx-get], form[hx-post], [hx-boost] form",
  change: "[hx-trigger*=change] :is(input, select, textarea)",
};
function hold(event) {
  const pressed = event.target.closest(PRESSED[event.type]);
  if (!pressed || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  (event.submitter ?? pressed).classList.add("htmx-request");
  held.push([event.type, pressed, event.submitter]);
  bring();
}
function release() {
  Object.keys(AGAIN).forEach((type) => removeEventListener(type, hold, true));
  for (const [type, pressed, button] of held.splice(0)) AGAIN[type](pressed, button);
}
function arrived({ type }) {
  isComing = false;
  held.forEach(([, pressed, button]) => (button ?? pressed).classList.remove("htmx-request"));
  if (type === "load") release();
  else if (held.length) troubled(release);
}
function bring() {
  SIGNS.forEach((sign) => removeEventListener(sign, bring));
  if (isComing) return;
  isComing = true;
  const script = document.createElement("script");
  script.onload = script.onerror = arrived;
  script.src = swaps;
  document.head.append(script);
}
if (document.querySelector(SWAPPING)) {
  SIGNS.forEach((sign) => addEventListener(sign, bring, { passive: true }));
  Object.keys(AGAIN).forEach((type) => addEventListener(type, hold, true));
}

// A step back to what was swapped in, on a page that htmx has not come to yet.
addEventListener("popstate", ({ state }) => {
  if (state?.htmx && !window.htmx) location.reload();
});

// Without this, a swap that fails looks like a click that was not noticed.
for (const failure of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
  document.addEventListener(failure, ({ detail: { elt, requestConfig } }) => {
    troubled(() => htmx.trigger(elt, requestConfig.triggeringEvent?.type ?? "submit"));
  });
}
document.addEventListener("htmx:beforeRequest", ({ detail }) => {
  document.getElementById("trouble").replaceChildren();
  // A list of choices closes, and the focus stays with what names the choice.
  const list = detail.elt.closest("details.choice-list");
  if (list) {
    list.open = false;
    list.querySelector("summary").focus();
  }
  // The region that will change says so, to the eye and to a screen reader.
  detail.target.setAttribute("aria-busy", "true");
});
document.addEventListener("htmx:afterRequest", ({ detail }) => {
  detail.target.removeAttribute("aria-busy");
});

// What leads to the same address again is no step that Back would have to take.
document.addEventListener("htmx:beforeHistoryUpdate", ({ detail: { history } }) => {
  if (history.path === location.pathname + location.search) history.type = "replace";
});

// Where a link or paper needs what is folded, in browsers that do not unfold it themselves.
function unfold() {
  const target = document.querySelector(":target");
  for (let fold; (fold = target?.closest("details:not([open])")); target.scrollIntoView()) {
    fold.open = true;
  }
}
addEventListener("load", unfold);
addEventListener("hashchange", unfold);
addEventListener("beforeprint", () => {
  document.querySelectorAll("main details:not(:is(.role, .comparison, .result, .pay-list) *), .sources-fold").forEach((fold) => (fold.open = true));
});

// The sources of a statement open under its mark; a modified click follows the link.
document.addEventListener("click", (event) => {
  const mark = event.target.closest("a.cite");
  const set = mark && document.querySelector(mark.hash);
  if (!set?.togglePopover || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  // What has the focus now gets it back, and Safari gives none to a link that was clicked.
  mark.focus();
  set.popover = "auto";
  set.togglePopover({ source: mark });
  const { left, bottom } = mark.getBoundingClientRect();
  const room = document.documentElement.clientWidth - set.offsetWidth - 16;
  set.style.left = `${scrollX + Math.max(16, Math.min(left, room))}px`;
  set.style.top = `${scrollY + bottom + 4}px`;
  set.focus();
});

// What leads to elsewhere on the page would open it behind the sources.
document.addEventListener("click", ({ target }) => {
  target.closest(".source-set[popover] a[href^='#']")?.closest(".source-set").hidePopover();
});

// The control that was used may be gone: the reader is then led to the new heading.
document.addEventListener("htmx:afterSettle", ({ target }) => {
  if (document.activeElement === document.body || ["question", "answer"].includes(target.id)) {
    target.querySelector("[autofocus], :is(h1, h2)[tabindex]")?.focus({ preventScroll: true });
  }
});

// A line for each paragraph and each point, which has its number as on the page.
function written(text) {
  const parts = text.querySelectorAll("p, li");
  const lines = [...(parts.length ? parts : [text])].map((part) => {
    const at = part.matches("ol > li") ? `${[...part.parentNode.children].indexOf(part) + 1}. ` : "";
    return at + part.textContent.replace(/\s+/g, " ").trim();
  });
  return lines.join("\n");
}

// Where the clipboard is closed to us, the text is at least selected.
document.addEventListener("click", async ({ target }) => {
  const button = target.closest("[data-copies]");
  if (!button) return;
  const text = document.getElementById(button.dataset.copies);
  try {
    await navigator.clipboard.writeText(written(text));
  } catch {
    return getSelection().selectAllChildren(text);
  }
  button.dataset.words ??= button.textContent;
  const say = (words, status) => {
    button.textContent = words;
    document.getElementById("announcement").textContent = status;
  };
  say("Copied ✓", "Copied");
  setTimeout(say, 4000, button.dataset.words, "");
});

// What is a reader's own comes by itself, and only where there is something: the page is the same
// for everybody.
const own = document.getElementById("me");
if (own && /(^|; )(__Host-)?plan=/.test(document.cookie)) {
  fetch(`/me/?role=${own.dataset.role}`)
    .then((answer) => (answer.status === 200 ? answer.text() : ""))
    .then((html) => own.insertAdjacentHTML("beforeend", html), () => {});
}

document.addEventListener("click", ({ target }) => {
  if (target.closest("[data-prints]")) print();
});
