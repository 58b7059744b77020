import type { Grammar } from '../grammar.js';
import type { Vocabularies } from '../vocabularies.js';
import { chat } from './es/chat.js';
import { common } from './es/common.js';
import { conference } from './es/conference.js';
import { files } from './es/files.js';
import { invite } from './es/invite.js';
import { controls } from './es/controls.js';
import { people } from './es/people.js';
import { tiles } from './es/tiles.js';
import { status } from './es/status.js';

export const dictionary = (grammar: Grammar): Vocabularies => ({
  common: common(grammar),
  chat: chat(grammar),
  conference: conference(grammar),
  files: files(grammar),
  status: status(grammar),
  invite,
  ...tiles(grammar),
  ...people(grammar),
  ...controls(),
});
