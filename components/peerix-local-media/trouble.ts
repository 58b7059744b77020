import type { TemplateResult } from 'lit';
import type { PeerixError } from '../../src/index.js';
import { videoOff } from '../icons.js';
import { notice } from '../notice.js';
import { words } from '../words.js';

/** What happened, what still works, and what to do. */
export function trouble({ message, hint = '' }: PeerixError, isWithOthers: boolean, retry: () => void): TemplateResult {
  return notice({
    icon: videoOff, title: message, advice: isWithOthers ? `${hint} ${words.stillInRoom}` : hint,
    action: { label: words.tryAgain, run: retry },
  });
}
