import type { Grammar } from '../grammar.js';
import type { Vocabularies } from '../vocabularies.js';
import { chat } from './ar/chat.js';
import { common } from './ar/common.js';
import { conference } from './ar/conference.js';
import { files } from './ar/files.js';
import { invite } from './ar/invite.js';
import { controls } from './ar/controls.js';
import { people } from './ar/people.js';
import { tiles } from './ar/tiles.js';
import { status } from './ar/status.js';

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
