import '../peerix-audio/define.js';
import { defineElement } from '../define-element.js';
import { PeerixDeviceSelect } from './peerix-device-select.js';

defineElement('peerix-device-select', PeerixDeviceSelect);
