import { defineElement } from '../define-element.js';
import { PeerixTile } from './peerix-tile.js';

defineElement('peerix-tile', PeerixTile);
