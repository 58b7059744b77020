import type { Grammar } from '../grammar.js';
import type { Vocabularies } from '../vocabularies.js';
import { chat } from './es/chat.js';
import { common } from './es/common.js';
import { files } from './es/files.js';
import { invite } from './es/invite.js';
import { status } from './es/status.js';

export const dictionary = (grammar: Grammar): Vocabularies => ({
  common: common(grammar),
  chat: chat(grammar),
  files: files(grammar),
  status: status(grammar),
  invite,
});
