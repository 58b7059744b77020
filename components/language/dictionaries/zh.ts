import type { Grammar } from '../grammar.js';
import type { Vocabularies } from '../vocabularies.js';
import { chat } from './zh/chat.js';
import { common } from './zh/common.js';
import { conference } from './zh/conference.js';
import { files } from './zh/files.js';
import { invite } from './zh/invite.js';
import { controls } from './zh/controls.js';
import { people } from './zh/people.js';
import { tiles } from './zh/tiles.js';
import { status } from './zh/status.js';

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
