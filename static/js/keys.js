// Which of allauth's forms a button belongs to, and the ids that it goes by, stand at the button:
// allauth itself wants them in a script of the page, which our policy has none of.
document.addEventListener("DOMContentLoaded", () => {
  for (const button of document.querySelectorAll("[data-key]")) {
    const { key, ...ids } = button.dataset;
    window.allauth.webauthn.forms[key]({ ids });
  }
});

// A key that was not used, or a browser that has none, is told where one looks.
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  document.getElementById("key_trouble").textContent =
    "That did not work: the key was not used in time, or this browser knows none. Try again.";
});
