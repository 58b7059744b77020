import type { chatWords } from '../peerix-chat/words.js';
import type { filesWords } from '../peerix-files/words.js';
import type { words } from '../words.js';

/** All words of the elements, by vocabulary. */
export type Vocabularies = {
  readonly common: typeof words;
  readonly chat: typeof chatWords;
  readonly files: typeof filesWords;
};

/** Some words of a language, by vocabulary: those of English show what each needs. */
export type Words = { readonly [V in keyof Vocabularies]?: Partial<Vocabularies[V]> };
