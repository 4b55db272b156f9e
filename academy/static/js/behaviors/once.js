/* A form that is sent once: further submits are ignored until the page is shown again. The server refuses a
   repeated write in any case; this spares the person the message. */
export default function once(form) {
  const controller = new AbortController();
  const { signal } = controller;

  const guard = (event) => {
    if (event.defaultPrevented) return;
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "yes";
    event.submitter?.setAttribute("aria-disabled", "true");
  };
  const release = () => {
    delete form.dataset.sent;
    form.querySelectorAll("[aria-disabled]").forEach((button) => button.removeAttribute("aria-disabled"));
  };

  form.addEventListener("submit", guard, { signal });
  window.addEventListener("pageshow", release, { signal });
  return () => {
    controller.abort();
    release();
  };
}
