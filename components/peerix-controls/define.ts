import '../peerix-leave/define.js';
import '../peerix-toggle/define.js';
import { defineElement } from '../define-element.js';
import { PeerixControls } from './peerix-controls.js';

defineElement('peerix-controls', PeerixControls);
