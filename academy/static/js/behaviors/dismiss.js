/* Lets a message be put away by its button. Messages never leave by themselves: people read at their own pace. */
export default function dismiss(element) {
  const button = element.querySelector("[data-dismiss]");
  const leave = () => element.remove();

  button.hidden = false;
  button.addEventListener("click", leave);
  return () => button.removeEventListener("click", leave);
}
