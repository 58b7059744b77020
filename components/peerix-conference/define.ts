import '../peerix-audio/define.js';
import '../peerix-chat/define.js';
import '../peerix-controls/define.js';
import '../peerix-files/define.js';
import '../peerix-invite/define.js';
import '../peerix-local-media/define.js';
import '../peerix-peers/define.js';
import '../peerix-prejoin/define.js';
import '../peerix-remote-streams/define.js';
import '../peerix-start-audio/define.js';
import '../peerix-stats/define.js';
import '../peerix-status/define.js';
import { defineElement } from '../define-element.js';
import { PeerixConference } from './peerix-conference.js';

defineElement('peerix-conference', PeerixConference);
