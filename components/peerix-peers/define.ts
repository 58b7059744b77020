import { defineElement } from '../define-element.js';
import { PeerixPeers } from './peerix-peers.js';

defineElement('peerix-peers', PeerixPeers);
