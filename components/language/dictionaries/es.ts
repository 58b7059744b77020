import type { Grammar } from '../grammar.js';
import type { Vocabularies } from '../vocabularies.js';
import { chat } from './es/chat.js';
import { common } from './es/common.js';
import { files } from './es/files.js';

export const dictionary = (grammar: Grammar): Vocabularies => ({
  common: common(grammar),
  chat: chat(grammar),
  files: files(grammar),
});
