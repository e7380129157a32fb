import type { ClientName } from "../wire.ts";
import type { Pointed } from "./progress.ts";

const shownMs = 5000;
let unmarking: ReturnType<typeof setTimeout> | undefined;

/** Brings what is to be pressed or filled in now into sight, marks it for a while and puts the keyboard on it. */
export function point(client: ClientName, pointed: Pointed | undefined): void {
  if (show(client, pointed)) return;
  // The chat in which it stands has only just been opened.
  requestAnimationFrame(() => show(client, pointed));
}

function show(client: ClientName, pointed: Pointed | undefined): boolean {
  const target = dialogOf(client) ?? (pointed && targetOf(pointed));
  if (target === undefined) return false;
  const isButton = target.matches("button");
  target.scrollIntoView({ block: isButton ? "center" : "nearest" });
  mark(target);
  // A dialog holds the keyboard by itself.
  if (!isButton && !target.matches("[role=dialog]")) target.tabIndex = -1;
  target.focus();
  return true;
}

/** Slack's modal lies over everything that could be pointed at. */
function dialogOf(client: ClientName): HTMLElement | undefined {
  return document.querySelector<HTMLElement>(`#client-${client} [role=dialog]`) ?? undefined;
}

function targetOf({ message, label, nth, isForm }: Pointed): HTMLElement | undefined {
  const row = document.querySelector(`[data-row="${CSS.escape(message)}"]`);
  if (isForm === true) return row?.querySelector<HTMLElement>("[data-card]") ?? undefined;
  const buttons = [...(row?.querySelectorAll<HTMLElement>("button") ?? [])];
  return buttons.filter(({ textContent }) => textContent?.trim() === label)[nth];
}

/** The ring of the focus is drawn after a key only, not after a tap. */
function mark(target: HTMLElement): void {
  clearTimeout(unmarking);
  unmark();
  target.setAttribute("data-pointed", "");
  // What has been pressed may be drawn anew as something else.
  target.addEventListener("click", unmark, { once: true });
  unmarking = setTimeout(unmark, shownMs);
}

function unmark(): void {
  for (const old of document.querySelectorAll("[data-pointed]")) old.removeAttribute("data-pointed");
}
