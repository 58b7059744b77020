import { html, nothing, type TemplateResult } from 'lit';
import { chevronDown, mic, video, volume2 } from '../icons.js';
import type { DeviceKind } from './device-list.js';
import { prejoinWords } from './words.js';

/** A choice of device. */
export interface DeviceField {
  readonly kind: DeviceKind;
  readonly devices: readonly MediaDeviceInfo[];
  /** The id of the one in use, or to be used. */
  readonly selected: string;
  readonly choose: (id: string) => void;
}

const ICONS = { microphone: mic, camera: video, speaker: volume2 } as const;

/** A native select under our own face: phones open their own list. */
export function deviceField({ kind, devices, selected, choose }: DeviceField): TemplateResult {
  const isKnown = devices.some(({ deviceId }) => deviceId === selected), label = prejoinWords[kind];
  return html`<div class="select">${ICONS[kind]}
    <select part="select" class="field" name=${kind} aria-label=${label} ?disabled=${!devices.length}
      @change=${({ target }: Event) => choose((target as HTMLSelectElement).value)}>
      ${devices.length ? nothing : html`<option selected>${label}</option>`}
      ${devices.map((device, i) => html`<option value=${device.deviceId}
        .selected=${isKnown ? device.deviceId === selected : !i}>${device.label || `${label} ${i + 1}`}</option>`)}
    </select>${chevronDown}</div>`;
}
