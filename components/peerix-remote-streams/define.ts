import { defineElement } from '../define-element.js';
import { PeerixRemoteStreams } from './peerix-remote-streams.js';

defineElement('peerix-remote-streams', PeerixRemoteStreams);
