import { defineElement } from '../define-element.js';
import { PeerixAudio } from './peerix-audio.js';

defineElement('peerix-audio', PeerixAudio);
