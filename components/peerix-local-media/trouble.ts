import type { TemplateResult } from 'lit';
import type { PeerixError } from '../../src/index.js';
import { videoOff } from '../icons.js';
import { notice } from '../notice.js';
import { sentenceOf } from '../worded-error.js';
import { words } from '../words.js';

/** What happened, what still works, and what to do. */
export function trouble(error: PeerixError, isWithOthers: boolean, retry: () => void): TemplateResult {
  const { title, advice } = sentenceOf(error);
  return notice({
    icon: videoOff, title, advice: isWithOthers ? `${advice} ${words.stillInRoom}` : advice,
    action: { label: words.tryAgain, run: retry },
  });
}
