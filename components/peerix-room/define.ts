import { defineElement } from '../define-element.js';
import { PeerixRoom } from './peerix-room.js';

defineElement('peerix-room', PeerixRoom);
