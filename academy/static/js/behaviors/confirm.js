/* Asks before a form is sent. The question is a <dialog> inside the form; its button with value "yes" sends it,
   any other closes the dialog and leaves everything as it is. */
export default function confirm(form) {
  const controller = new AbortController();
  const { signal } = controller;
  const dialog = form.querySelector("dialog");
  let submitter;

  const ask = (event) => {
    if (dialog.contains(event.submitter)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    submitter = event.submitter;
    dialog.showModal();
  };
  const answer = (event) => {
    const button = event.target.closest("button");
    if (!button || button.value !== "yes") return;
    event.preventDefault();
    dialog.close();
    form.removeEventListener("submit", ask);
    form.requestSubmit(submitter);
    form.addEventListener("submit", ask, { signal });
  };

  form.addEventListener("submit", ask, { signal });
  dialog.addEventListener("click", answer, { signal });
  return () => controller.abort();
}
