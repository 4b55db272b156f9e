/* Keeps the answer of a form while it is being given: a choice at once, typing within a second of its first change,
   the rest when the page is left. One save is under way at a time, so that none overtakes another; what the server
   refuses is said, and typing stays as it is. data-label-saved and data-label-failed hold the words. */
const WAIT_MS = 1000;
const RETRY_MS = 3000;

export default function quizDraft(form) {
  const controller = new AbortController();
  const { signal } = controller;
  const status = form.querySelector("[data-saved]");
  const revision = form.querySelector("[data-revision]");
  let timer = 0;
  let sending = null;
  let isDirty = false;
  let isStopped = false;

  const post = async (body, keepalive) => {
    try {
      const response = await fetch(form.action, { method: "POST", keepalive, headers: { Accept: "application/json" }, body });
      const data = await response.json();
      if (response.ok) return taken(data);
      if (response.status < 500) return refused(data);
    } catch {
      // no network: the same as a server that is busy
    }
    isDirty = true;
    status.textContent = form.dataset.labelFailed;
    return later(RETRY_MS);
  };
  const save = (keepalive = false) => {
    clearTimeout(timer);
    timer = 0;
    if (!isDirty || isStopped || (sending && !keepalive)) return;
    isDirty = false;
    const body = new URLSearchParams(new FormData(form));
    if (sending) body.set("revision", Number(revision.value) + 1); // the save under way will have been taken
    sending = post(body, keepalive).finally(() => {
      sending = null;
      if (isDirty && !timer) later(WAIT_MS);
    });
  };
  const later = (wait) => {
    timer ||= setTimeout(save, wait);
  };
  const taken = (data) => {
    revision.value = data.revision;
    status.textContent = `${form.dataset.labelSaved} ${data.saved}`;
    show(form, data);
    document.dispatchEvent(new CustomEvent("quiz-state", { detail: data }));
  };
  const refused = (data) => {
    isStopped = true;
    const link = Object.assign(document.createElement("a"), { href: data.overview ?? location.href, textContent: data.message });
    if (data.is_running) link.href = location.href;
    status.replaceChildren(link);
  };

  const note = (event) => {
    isDirty = true;
    if (event.type === "change") save();
    else later(WAIT_MS);
  };
  const submit = (event) => {
    if (!sending) {
      isStopped = true; // what the form itself sends is the newest
      clearTimeout(timer);
      return;
    }
    event.preventDefault();
    sending.finally(() => form.requestSubmit(event.submitter));
  };
  const leave = () => save(true);

  form.addEventListener("input", note, { signal });
  form.addEventListener("change", note, { signal });
  form.addEventListener("submit", submit, { signal });
  window.addEventListener("pagehide", leave, { signal });
  window.addEventListener("pageshow", (event) => event.persisted && location.reload(), { signal });
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && leave(), { signal });
  return () => {
    controller.abort();
    clearTimeout(timer);
  };
}

function show(form, data) {
  const reading = form.querySelector("[data-reading]");
  const problem = form.querySelector("[data-problem]");
  if (reading) reading.textContent = data.reading;
  if (problem) {
    problem.hidden = !data.problem;
    problem.querySelector("span").textContent = data.problem;
    form.querySelector("[name=typed]").toggleAttribute("aria-invalid", Boolean(data.problem));
  }
  const step = document.querySelector('.quiz-step[aria-current="step"]');
  if (!step) return;
  step.dataset.state = data.state;
  step.querySelector("[data-words]").textContent = data.words;
}
