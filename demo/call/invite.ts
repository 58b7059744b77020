import type { PeerixRoom } from '../../components/index.js';
import { writeRoute, type Route } from '../route.js';
import { find } from '../template.js';

const SHOWN_FOR_MS = 2000;

/** Copies the link that brings others here, without one's own name in it. */
export function attachInvite(room: PeerixRoom, route: Route): void {
  const button = find<HTMLButtonElement>(room, '[data-invite]');
  const words = find(button, 'span');
  const usual = words.textContent;
  const link = new URL(writeRoute({ ...route, name: '' }), location.href).href;
  button.addEventListener('click', async () => {
    words.textContent = await copied(link) ? 'Copied' : 'Copy it from the address bar';
    setTimeout(() => { words.textContent = usual; }, SHOWN_FOR_MS);
  });
}

async function copied(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false; // No permission, or no secure page: the button says what to do instead.
  }
}
