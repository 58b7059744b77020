import { defineElement } from '../define-element.js';
import { PeerixDataChannel } from './peerix-data-channel.js';

defineElement('peerix-data-channel', PeerixDataChannel);
