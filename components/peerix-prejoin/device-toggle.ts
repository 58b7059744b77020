import { html, type TemplateResult } from 'lit';
import { mic, micOff, video, videoOff } from '../icons.js';
import { prejoinWords } from './words.js';

export interface DeviceToggle {
  readonly kind: 'microphone' | 'camera';
  readonly isOn: boolean;
  readonly toggle: () => void;
}

const ICONS = { microphone: { on: mic, off: micOff }, camera: { on: video, off: videoOff } } as const;

/** On is quiet, off is inverted and slashed. */
export function deviceToggle({ kind, isOn, toggle }: DeviceToggle): TemplateResult {
  return html`<button part="toggle" class="toggle" type="button" aria-label=${prejoinWords[kind]} aria-pressed=${isOn} @click=${toggle}>
    ${ICONS[kind][isOn ? 'on' : 'off']}</button>`;
}
