// The form of a figure says which one it takes the place of. Without this file its button does.
document.addEventListener("DOMContentLoaded", () => {
  const place = document.getElementById("succession");
  if (!place) return;
  const form = place.closest("form");
  // What decides it: a series, a date, and what is looked up for those.
  const names = ["role", "occupation", "place", "industry", "level", "company", "component", "basis", "currency", "data_set", "source", "as_of", "published_at_0", "published_at_1"];
  let newest = 0;
  const tell = async () => {
    const asked = ++newest;
    const sent = new FormData(form);
    const query = new URLSearchParams(names.map((name) => [name, sent.get(name) ?? ""]));
    query.set("without", place.dataset.without);
    const answer = await fetch(`${place.dataset.address}?${query}`);
    // Of two answers on their way, the one to the newer question counts.
    if (answer.ok && asked === newest) place.innerHTML = await answer.text();
  };
  // Fields that complete themselves tell of a change by jQuery alone.
  window.django.jQuery(form).on("change", tell);
});
