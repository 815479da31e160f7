// Asks before a form is left whose changes were not saved, by a tab of it for instance.
// On load, when the admin's own scripts have made the form what it is.
addEventListener("load", () => {
  const form = document.querySelector("#content-main > form");
  if (!form) return;

  const written = () => new URLSearchParams(new FormData(form)).toString();
  const saved = written();
  let isSubmitting = false;

  // Saving leaves the page as well.
  form.addEventListener("submit", () => { isSubmitting = true; });
  addEventListener("beforeunload", (event) => {
    if (!isSubmitting && written() !== saved) event.preventDefault();
  });
});
