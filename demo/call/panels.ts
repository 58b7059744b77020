import { find } from '../template.js';

export interface Panels {
  /** There is something new in a panel; its button says so while it is closed. */
  announce(id: string): void;
  /** Shows a panel, instead of the one that is shown. */
  open(id: string): void;
}

interface Panel {
  readonly id: string;
  readonly name: string;
  readonly section: HTMLElement;
  readonly opener: HTMLButtonElement;
}

/** Chat, files, people and the rest: one at a time, beside the call, or on a phone below it as a sheet. */
export function attachPanels(root: HTMLElement): Panels {
  const panels = [...root.querySelectorAll<HTMLButtonElement>('[aria-controls]')].map((opener) => panelOf(root, opener));
  const show = (id: string | undefined): void => panels.forEach((panel) => setOpen(panel, panel.id === id));

  for (const { id, section, opener } of panels) {
    const close = (): void => {
      show(undefined);
      opener.focus();
    };
    opener.addEventListener('click', () => {
      show(section.hidden ? id : undefined);
      if (!section.hidden) find(section, '.scroll, peerix-chat, peerix-files').focus();
    });
    find(section, '[data-close]').addEventListener('click', close);
    section.addEventListener('keydown', ({ key }) => { if (key === 'Escape') close(); });
  }
  show(undefined);
  return { announce: (id) => panels.filter((panel) => panel.id === id && panel.section.hidden).forEach(count), open: show };
}

function panelOf(root: HTMLElement, opener: HTMLButtonElement): Panel {
  const id = opener.getAttribute('aria-controls')!;
  return { id, opener, name: opener.ariaLabel!, section: find(root, `#${id}`) };
}

function setOpen(panel: Panel, isOpen: boolean): void {
  panel.section.hidden = !isOpen;
  panel.opener.ariaExpanded = String(isOpen);
  if (!isOpen) return;
  showCount(panel, 0);
  const scroller = panel.section.querySelector('.scroll');
  if (scroller) scroller.scrollTop = scroller.scrollHeight;
}

function count(panel: Panel): void {
  showCount(panel, Number(panel.opener.querySelector('.count')?.textContent) + 1);
}

function showCount({ opener, name }: Panel, unseen: number): void {
  opener.ariaLabel = unseen ? `${name}, ${unseen} new` : name;
  const badge = opener.querySelector<HTMLElement>('.count');
  if (!badge) return;
  badge.textContent = unseen ? String(unseen) : '';
  badge.hidden = !unseen;
}
