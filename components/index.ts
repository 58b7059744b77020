/** Everything; registers all elements. Importable in bare Node, where it registers nothing. */
import './peerix-room/define.js';
import './peerix-local-media/define.js';
import './peerix-remote-streams/define.js';
import './peerix-tile/define.js';
import './peerix-data-channel/define.js';
import './peerix-chat/define.js';
import './peerix-files/define.js';
import './peerix-invite/define.js';
import './peerix-status/define.js';
import './peerix-peers/define.js';
import './peerix-prejoin/define.js';
import './peerix-stats/define.js';
import './peerix-toggle/define.js';
import './peerix-device-select/define.js';
import './peerix-leave/define.js';
import './peerix-controls/define.js';
import './peerix-audio/define.js';
import './peerix-start-audio/define.js';
import './peerix-conference/define.js';

export * from '../src/index.js';
export * from './elements.js';
