import { defineElement } from '../define-element.js';
import { PeerixLocalMedia } from './peerix-local-media.js';

defineElement('peerix-local-media', PeerixLocalMedia);
