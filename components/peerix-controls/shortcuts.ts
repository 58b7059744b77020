import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { MediaKind } from '../peerix-local-media/kinds.js';
import { isRoom } from '../room/find-room.js';
import type { PeerixRoom } from '../peerix-room/peerix-room.js';

/** The key of each kind. */
export const SHORTCUTS: Readonly<Record<MediaKind, string>> = { microphone: 'M', camera: 'V', screen: 'S' };

const TYPING = 'input, textarea, select, [contenteditable], [role=textbox], [role=combobox], [role=listbox], [role=menu]';

/** Whose keys a control listens to. */
export interface ShortcutHost extends ReactiveControllerHost {
  readonly shortcuts: boolean;
  readonly room: PeerixRoom | null;
  /** False where there is nothing of the kind. */
  press(kind: MediaKind): boolean;
}

/**
 * Single keys for the whole page, but not while somebody types, nor with the focus in another room; of several controls
 * the first that can takes the key (WCAG 2.2, 2.1.4 “Character Key Shortcuts”: an attribute switches them off).
 */
export class Shortcuts implements ReactiveController {
  readonly #host: ShortcutHost;

  constructor(host: ShortcutHost) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void { document.addEventListener('keydown', this.#press); }
  hostDisconnected(): void { document.removeEventListener('keydown', this.#press); }

  readonly #press = (event: KeyboardEvent): void => {
    const kind = kindOf(event);
    if (!kind || !this.#host.shortcuts || event.defaultPrevented || isElsewhere(event, this.#host.room)) return;
    if (this.#host.press(kind)) event.preventDefault();
  };
}

function kindOf(event: KeyboardEvent): MediaKind | undefined {
  if (event.repeat || event.isComposing || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return undefined;
  // Where the keyboard writes another script, the place of the key counts.
  const letter = /^[a-z]$/i.test(event.key) ? event.key.toUpperCase() : /^\P{ASCII}$/u.test(event.key) ? event.code.replace('Key', '') : '';
  return (Object.keys(SHORTCUTS) as MediaKind[]).find((kind) => SHORTCUTS[kind] === letter);
}

function isElsewhere(event: KeyboardEvent, own: PeerixRoom | null): boolean {
  const path = event.composedPath().filter((node): node is Element => node instanceof Element);
  const room = path.find(isRoom);
  return path.some((element) => element.matches(TYPING)) || (!!room && room !== own);
}
