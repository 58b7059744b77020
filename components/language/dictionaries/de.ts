import type { Grammar } from '../grammar.js';
import type { Vocabularies } from '../vocabularies.js';
import { chat } from './de/chat.js';
import { common } from './de/common.js';
import { files } from './de/files.js';
import { invite } from './de/invite.js';
import { status } from './de/status.js';

export const dictionary = (grammar: Grammar): Vocabularies => ({
  common: common(grammar),
  chat: chat(grammar),
  files: files(grammar),
  status: status(grammar),
  invite,
});
