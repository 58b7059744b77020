import type { chatWords } from '../peerix-chat/words.js';
import type { filesWords } from '../peerix-files/words.js';
import type { inviteWords } from '../peerix-invite/words.js';
import type { statusWords } from '../peerix-status/words.js';
import type { words } from '../words.js';

/** All words of the elements, by vocabulary. */
export type Vocabularies = {
  readonly common: typeof words;
  readonly chat: typeof chatWords;
  readonly files: typeof filesWords;
  readonly invite: typeof inviteWords;
  readonly status: typeof statusWords;
};

/** Some words of a language, by vocabulary: those of English show what each needs. */
export type Words = { readonly [V in keyof Vocabularies]?: Partial<Vocabularies[V]> };
