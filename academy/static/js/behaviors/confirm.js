/* Asks before a form is sent. The question is a <dialog> inside the form with two buttons: value "yes" sends the
   form as the person sent it, any other closes the question and leaves everything as it is. */
export default function confirm(form) {
  const controller = new AbortController();
  const { signal } = controller;
  const dialog = form.querySelector("dialog");
  let submitter;
  let isConfirmed = false;

  const ask = (event) => {
    if (isConfirmed) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    submitter = event.submitter;
    dialog.showModal();
  };
  const answer = (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    dialog.close();
    if (button.value !== "yes") return;
    isConfirmed = true;
    form.requestSubmit(submitter);
    isConfirmed = false;
  };

  // Capturing, so that it comes before every other behaviour of the form, whichever started first.
  form.addEventListener("submit", ask, { signal, capture: true });
  dialog.addEventListener("click", answer, { signal });
  return () => controller.abort();
}
