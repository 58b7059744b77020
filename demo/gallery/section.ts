import { copyOf, find } from '../template.js';
import { followCode } from './code.js';
import type { Entry } from './entries.js';
import { knobFor } from './knobs.js';

/** One element alone, with its attributes to try, and its code. `prepare` is called before it is in the document. */
export function sectionFor(entry: Entry, prepare: (element: HTMLElement) => void): HTMLElement {
  const section = copyOf('entry');
  const element = document.createElement(entry.tag);
  for (const [name, value] of Object.entries(entry.attributes)) element.setAttribute(name, value);
  prepare(element);
  section.id = entry.tag;
  find(section, 'h2').textContent = entry.tag;
  find(section, '[data-about]').textContent = entry.about;
  find(section, '[data-stage]').append(...shown(entry, element));
  const knobs = find(section, '[data-knobs]');
  knobs.hidden = !entry.knobs.length;
  knobs.append(...entry.knobs.map((knob) => knobFor(element, knob)));
  const code = find(section, 'pre');
  code.ariaLabel = `Code of ${entry.tag}`;
  followCode(element, code);
  return section;
}

function shown({ onDemand, unseen }: Entry, element: HTMLElement): Node[] {
  if (onDemand) return [buttonFor(onDemand, element)];
  return unseen ? [noteOf(unseen), element] : [element];
}

function buttonFor(words: string, element: HTMLElement): HTMLButtonElement {
  const button = document.createElement('button');
  button.className = 'button';
  button.type = 'button';
  button.textContent = words;
  button.addEventListener('click', () => {
    button.replaceWith(element);
    // Whoever asked for it sees in it why it could not be had.
    if (element.localName === 'peerix-local-media') (element as HTMLElementTagNameMap['peerix-local-media']).start().catch(() => undefined);
  });
  return button;
}

function noteOf(words: string): HTMLParagraphElement {
  const note = document.createElement('p');
  note.className = 'soft';
  note.textContent = words;
  return note;
}
