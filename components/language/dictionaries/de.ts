import type { Grammar } from '../grammar.js';
import type { Vocabularies } from '../vocabularies.js';
import { chat } from './de/chat.js';
import { common } from './de/common.js';
import { conference } from './de/conference.js';
import { files } from './de/files.js';
import { invite } from './de/invite.js';
import { controls } from './de/controls.js';
import { people } from './de/people.js';
import { tiles } from './de/tiles.js';
import { status } from './de/status.js';

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
