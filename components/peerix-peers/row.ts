import { html, nothing, type TemplateResult } from 'lit';
import { ellipsis } from '../icons.js';
import { flag } from '../tile/flag.js';
import { menu, type Choosing } from './menu.js';
import type { Person } from './people.js';
import { peersWords } from './words.js';

/** One person: flag, name, how they are, and what one may choose about them. */
export function row(person: Person, choosing: Choosing): TemplateResult {
  const { name, isSpeaking, isTroubled, states, remote } = person;
  return html`<li part="person" class="person ${isSpeaking ? 'speaking' : ''} ${isTroubled ? 'troubled' : ''}">
    <span class="avatar">${flag(person)}</span>
    <div class="who">
      <span part="name" class="name"><bdi>${name}</bdi></span>
      <span part="state" class="state">${states.join(' · ')}</span>
    </div>
    ${remote ? html`<button part="more" class="button more" type="button" popovertarget=${menuId(person)}
      aria-label=${peersWords.more(name)}>${ellipsis}</button>${menu(person, menuId(person), choosing)}` : nothing}
  </li>`;
}

const menuId = ({ id }: Person): string => `menu-${id}`;
