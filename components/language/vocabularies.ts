import type { chatWords } from '../peerix-chat/words.js';
import type { conferenceWords } from '../peerix-conference/words.js';
import type { filesWords } from '../peerix-files/words.js';
import type { inviteWords } from '../peerix-invite/words.js';
import type { statusWords } from '../peerix-status/words.js';
import type { toggleWords } from '../peerix-toggle/words.js';
import type { controlsWords } from '../peerix-controls/words.js';
import type { leaveWords } from '../peerix-leave/words.js';
import type { deviceWords } from '../devices/words.js';
import type { deviceSelectWords } from '../peerix-device-select/words.js';
import type { audioWords } from '../peerix-audio/words.js';
import type { peersWords } from '../peerix-peers/words.js';
import type { prejoinWords } from '../peerix-prejoin/words.js';
import type { statsWords } from '../peerix-stats/words.js';
import type { tileWords } from '../peerix-tile/words.js';
import type { remoteStreamsWords } from '../peerix-remote-streams/words.js';
import type { words } from '../words.js';

/** All words of the elements, by vocabulary. */
export type Vocabularies = {
  readonly common: typeof words;
  readonly chat: typeof chatWords;
  readonly conference: typeof conferenceWords;
  readonly files: typeof filesWords;
  readonly invite: typeof inviteWords;
  readonly status: typeof statusWords;
  readonly remoteStreams: typeof remoteStreamsWords;
  readonly tile: typeof tileWords;
  readonly stats: typeof statsWords;
  readonly prejoin: typeof prejoinWords;
  readonly peers: typeof peersWords;
  readonly audio: typeof audioWords;
  readonly 'device-select': typeof deviceSelectWords;
  readonly devices: typeof deviceWords;
  readonly leave: typeof leaveWords;
  readonly controls: typeof controlsWords;
  readonly toggle: typeof toggleWords;
};

/** Some words of a language, by vocabulary: those of English show what each needs. */
export type Words = { readonly [V in keyof Vocabularies]?: Partial<Vocabularies[V]> };
