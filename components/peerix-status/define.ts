import { defineElement } from '../define-element.js';
import { PeerixStatus } from './peerix-status.js';

defineElement('peerix-status', PeerixStatus);
