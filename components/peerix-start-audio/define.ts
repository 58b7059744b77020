import { defineElement } from '../define-element.js';
import { PeerixStartAudio } from './peerix-start-audio.js';

defineElement('peerix-start-audio', PeerixStartAudio);
