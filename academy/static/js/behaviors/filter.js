/* Narrows a list while somebody types: the element is a form with one field, data-filter-of selects the list. What is
   marked data-filter-item stays when it holds every word; a data-filter-group without any goes, too. Sending the form
   does what it does without this. */
export default function filter(form) {
  const controller = new AbortController();
  const { signal } = controller;
  const field = form.elements.q;
  const status = form.querySelector("[data-filter-status]");
  const list = document.querySelector(form.dataset.filterOf);
  const items = [...list.querySelectorAll("[data-filter-item]")].map((element) => [element, plain(element.textContent)]);
  const groups = [...list.querySelectorAll("[data-filter-group]")];
  const canSend = !form.hidden;

  const narrow = () => {
    const words = plain(field.value).split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const [element, text] of items) {
      element.hidden = !words.every((word) => text.includes(word));
      shown += element.hidden ? 0 : 1;
    }
    for (const group of groups) group.hidden = !group.querySelector("[data-filter-item]:not([hidden])");
    status.textContent = words.length ? `${shown} of ${items.length} terms${shown ? "" : ": try fewer letters"}` : "";
  };
  const onSubmit = (event) => canSend || event.preventDefault();

  form.hidden = false;
  field.addEventListener("input", narrow, { signal });
  form.addEventListener("submit", onSubmit, { signal });
  narrow(); // a browser that comes back puts the old text into the field
  return () => {
    controller.abort();
    form.hidden = !canSend;
  };
}

/* Small letters without accents. */
function plain(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}
