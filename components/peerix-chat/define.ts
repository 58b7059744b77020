import { defineElement } from '../define-element.js';
import { PeerixChat } from './peerix-chat.js';

defineElement('peerix-chat', PeerixChat);
