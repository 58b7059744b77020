import { html, nothing, type TemplateResult } from 'lit';
import { ellipsis, maximize, pictureInPicture2, pin } from '../icons.js';
import { tileWords } from './words.js';

export const TOOLS = ['pin', 'fullscreen', 'picture-in-picture'] as const;
export type ToolName = typeof TOOLS[number];

/** A button on the tile: pressed or not. */
export interface Tool { readonly name: ToolName; readonly isPressed: boolean; run(): void }

const icons: Record<ToolName, TemplateResult> = { pin, fullscreen: maximize, 'picture-in-picture': pictureInPicture2 };
const wordFor = (name: ToolName): string =>
  ({ pin: tileWords.pin, fullscreen: tileWords.fullScreen, 'picture-in-picture': tileWords.pictureInPicture })[name];

/** In a row on large tiles, in a menu on small ones; the styles choose. */
export function toolbar(tools: readonly Tool[], name: string): unknown {
  if (!tools.length) return nothing;
  return html`<div part="tools" class="tools">
    ${tools.map((tool) => toolButton(tool, name))}
    <button class="tool more" type="button" popovertarget="menu" aria-label=${tileWords.toolOf(tileWords.more, name)}>${ellipsis}</button>
  </div>
  <div id="menu" class="menu" popover>${tools.map(menuItem)}</div>`;
}

function toolButton({ name, isPressed, run }: Tool, whose: string): TemplateResult {
  const label = tileWords.toolOf(wordFor(name), whose);
  return html`<button part="tool" class="tool" type="button" data-tool=${name}
    aria-label=${label} title=${wordFor(name)} aria-pressed=${isPressed} @click=${run}>${icons[name]}</button>`;
}

function menuItem({ name, isPressed, run }: Tool): TemplateResult {
  const runAndClose = ({ currentTarget }: Event): void => {
    const menu = (currentTarget as Element).closest<HTMLElement>('[popover]')!;
    menu.hidePopover();
    menu.previousElementSibling!.querySelector<HTMLElement>('.more')!.focus();
    run();
  };
  return html`<button class="item" type="button" aria-pressed=${isPressed} @click=${runAndClose}>${icons[name]}${wordFor(name)}</button>`;
}
