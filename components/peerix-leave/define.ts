import { defineElement } from '../define-element.js';
import { PeerixLeave } from './peerix-leave.js';

defineElement('peerix-leave', PeerixLeave);
