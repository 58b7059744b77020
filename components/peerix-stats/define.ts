import { defineElement } from '../define-element.js';
import { PeerixStats } from './peerix-stats.js';

defineElement('peerix-stats', PeerixStats);
