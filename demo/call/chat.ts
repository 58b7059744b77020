import type { PeerixError, PeerixRoom, Report } from '../../components/index.js';
import { copyOf, find } from '../template.js';
import { stamp } from './clock.js';
import type { Panels } from './panels.js';
import { nameOf } from './people.js';
import { followingEnd } from './scroll.js';

const LABEL = 'chat';

/** Chat is a data channel that everybody opens: no server, no history. */
export function attachChat(room: PeerixRoom, panels: Panels): void {
  const panel = find(room, '#chat');
  const form = find<HTMLFormElement>(panel, 'form');
  const text = find<HTMLInputElement>(form, 'input');
  const show = (name: string, words: string): HTMLElement => append(panel, name, words);

  room.open({ label: LABEL });
  room.addEventListener('channel:message', ({ detail: { label, data, remote } }) => {
    // Whatever a stranger sends: only text is chat.
    if (label !== LABEL || typeof data !== 'string') return;
    show(nameOf(remote), data);
    panels.announce('chat');
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const words = text.value.trim();
    if (!words) return;
    text.value = '';
    send(room, words, show('You', words));
  });
}

function append(panel: HTMLElement, name: string, words: string): HTMLElement {
  const message = copyOf('message');
  find(message, '[data-name]').textContent = name;
  stamp(find(message, 'time'), 'minutes');
  find(message, '[data-text]').textContent = words;
  followingEnd(find(panel, '.scroll'), () => find(panel, '.messages').append(message));
  return message;
}

function send(room: PeerixRoom, words: string, message: HTMLElement): void {
  const note = find(message, '[data-report]');
  const tell = (outcome: string): void => {
    note.textContent = outcome;
    note.hidden = false;
  };
  room.send(words, { label: LABEL }).then(
    (report) => tell(outcomeOf(report)),
    (error: PeerixError) => tell(`Not sent. ${error.message}`),
  );
}

function outcomeOf(report: Report): string {
  if (!report.size) return 'Nobody else was here.';
  const delivered = [...report.values()].filter((outcome) => outcome === 'delivered').length;
  return report.ok ? 'Delivered' : `Delivered to ${delivered} of ${report.size}`;
}
