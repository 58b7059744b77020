import type { Grammar } from '../grammar.js';
import type { Vocabularies } from '../vocabularies.js';
import { chat } from './zh/chat.js';
import { common } from './zh/common.js';
import { files } from './zh/files.js';
import { invite } from './zh/invite.js';
import { status } from './zh/status.js';

export const dictionary = (grammar: Grammar): Vocabularies => ({
  common: common(grammar),
  chat: chat(grammar),
  files: files(grammar),
  status: status(grammar),
  invite,
});
