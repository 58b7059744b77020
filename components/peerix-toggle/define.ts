import '../peerix-local-media/define.js';
import { defineElement } from '../define-element.js';
import { PeerixToggle } from './peerix-toggle.js';

defineElement('peerix-toggle', PeerixToggle);
