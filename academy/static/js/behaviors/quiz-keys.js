/* A question by keyboard: 1 to 9 choose, Enter goes on. Keys are left alone while somebody types, stands on a control
   that has a use for them, or holds Ctrl, Alt or Meta. */
export default function quizKeys(quiz) {
  const controller = new AbortController();
  const { signal } = controller;

  const handle = (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) return;
    const { target } = event;
    if (target.matches("select, textarea, input:not([type=radio], [type=checkbox])")) return;
    if (/^[1-9]$/.test(event.key)) {
      const choice = quiz.querySelectorAll("[data-choice]")[Number(event.key) - 1];
      if (!choice) return;
      choice.focus();
      choice.click();
      event.preventDefault();
    } else if (event.key === "Enter" && !target.closest("a, button, summary, input")) {
      quiz.querySelector("[data-primary]")?.click();
    }
  };

  document.addEventListener("keydown", handle, { signal });
  return () => controller.abort();
}
