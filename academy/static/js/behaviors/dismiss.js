/* Lets a message be put away: by its button, or, when data-dismiss-after is set, by itself after so many seconds
   in which it was neither pointed at nor focused. */
export default function dismiss(element) {
  const button = element.querySelector("[data-dismiss]");
  const seconds = Number(element.dataset.dismissAfter ?? 0);
  let timer;

  const leave = () => element.remove();
  const wait = () => {
    clearTimeout(timer);
    if (seconds > 0) timer = setTimeout(leave, seconds * 1000);
  };
  const hold = () => clearTimeout(timer);

  button.hidden = false;
  button.addEventListener("click", leave);
  element.addEventListener("pointerenter", hold);
  element.addEventListener("pointerleave", wait);
  element.addEventListener("focusin", hold);
  element.addEventListener("focusout", wait);
  wait();
  return () => {
    hold();
    button.removeEventListener("click", leave);
  };
}
