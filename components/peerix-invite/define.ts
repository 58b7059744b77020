import { defineElement } from '../define-element.js';
import { PeerixInvite } from './peerix-invite.js';

defineElement('peerix-invite', PeerixInvite);
