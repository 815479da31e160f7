// What htmx leaves undone. Every link and form works without this file.
const TROUBLE = "That did not get through. What you see is still as it was: try again, or reload the page.";

function say(text) {
  document.getElementById("trouble").textContent = text;
}

for (const failure of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
  document.addEventListener(failure, () => say(TROUBLE));
}
document.addEventListener("htmx:beforeRequest", () => say(""));

// The control that was used may be gone: the reader is then led to the new heading.
document.addEventListener("htmx:afterSettle", ({ target }) => {
  if (document.activeElement === document.body) {
    target.querySelector("h1, h2")?.focus({ preventScroll: true });
  }
});
