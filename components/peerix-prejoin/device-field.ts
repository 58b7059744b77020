import { html, type TemplateResult } from 'lit';
import { deviceSelect, type DeviceSelect } from '../devices/select.js';
import { chevronDown, mic, video, volume2 } from '../icons.js';

const ICONS = { microphone: mic, camera: video, speaker: volume2 } as const;

/** The kit's select in its frame. */
export const deviceField = (select: DeviceSelect): TemplateResult =>
  html`<div class="select ${select.kind}">${ICONS[select.kind]}${deviceSelect(select)}${chevronDown}</div>`;
