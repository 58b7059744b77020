import { defineElement } from '../define-element.js';
import '../peerix-local-media/define.js';
import { PeerixPrejoin } from './peerix-prejoin.js';

defineElement('peerix-prejoin', PeerixPrejoin);
