import { defineElement } from '../define-element.js';
import { PeerixFiles } from './peerix-files.js';

defineElement('peerix-files', PeerixFiles);
