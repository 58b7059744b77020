import { flagFor } from '../flags/hoist.js';
import { spellOut, wordFor } from '../flags/spelling.js';
import { find } from '../template.js';

/** More would be too small to tell apart. */
const MOST = 9;

/** Hoists a name beside the page, a flag and its word for each character, and writes the words below the field. */
export function raise(page: HTMLElement, name: string): void {
  const mast = find<HTMLOListElement>(page, '.mast > ol');
  const characters = [...name].slice(0, MOST);
  mast.dataset['length'] = String(characters.length);
  characters.forEach((character, index) => {
    const place = mast.children[index];
    // What hangs already stays, so that only what is new is seen to rise.
    if (place instanceof HTMLElement && place.dataset['character'] === character) return;
    if (place) place.replaceWith(placeFor(character));
    else mast.append(placeFor(character));
  });
  while (mast.childElementCount > characters.length) mast.lastElementChild!.remove();
  find(page, '[data-spelling]').textContent = spellOut(name);
}

function placeFor(character: string): HTMLLIElement {
  const place = document.createElement('li');
  const word = document.createElement('span');
  word.textContent = wordFor(character);
  place.dataset['character'] = character;
  const flag = flagFor(character);
  place.append(...(flag ? [flag, word] : [word]));
  place.classList.toggle('bare', !flag);
  return place;
}
