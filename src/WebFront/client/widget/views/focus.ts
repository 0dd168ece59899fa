// Where the keyboard goes. On a touch screen never into the text field by itself: it would raise the keyboard.

/** A new screen takes the focus, once, so that reading and tabbing start at its top. */
export function focusMain(main: HTMLElement | null): void {
  if (main === null || main.dataset["seen"] !== undefined) return;
  main.dataset["seen"] = "";
  main.focus({ preventScroll: true });
}

/** When the panel opens: into the text field, or else to the top of the screen. */
export function focusPanel(isTouch: boolean): void {
  const field = isTouch ? null : document.querySelector<HTMLElement>(".composer textarea");
  (field ?? document.querySelector<HTMLElement>("main"))?.focus({ preventScroll: true });
}
