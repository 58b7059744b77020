import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { isolated } from '../isolated.js';
import type { Choice } from './choice.js';
import type { DeviceKind, DeviceList } from './device-list.js';
import { deviceWords } from './words.js';

/** A choice of device for somebody to see. */
export interface DeviceSelect {
  readonly kind: DeviceKind;
  readonly list: DeviceList;
  /** Undefined: there is nothing to choose for. */
  readonly choice: Choice | undefined;
  readonly chosen: (id: string) => void;
}

/** A native select: phones open their own list. */
export function deviceSelect({ kind, list, choice, chosen }: DeviceSelect): TemplateResult {
  const devices = list.of(kind);
  const selected = selectedOf(devices, choice);
  return html`<select part="select" aria-label=${deviceWords.choose[kind]} ?disabled=${!choice}
    @change=${({ target }: Event) => chosen((target as HTMLSelectElement).value)}>
    ${selected ? nothing : html`<option value="" .selected=${live(true)}>${deviceWords.automatic[kind]}</option>`}
    ${devices.map(({ deviceId, label }, index) =>
      html`<option value=${deviceId} .selected=${live(deviceId === selected)}>${label || deviceWords.unnamed[kind](index + 1)}</option>`)}
  </select>`;
}

/** What is in use; before anything is, what would be. */
function selectedOf(devices: readonly MediaDeviceInfo[], choice: Choice | undefined): string {
  const id = choice?.used || choice?.chosen;
  return id && devices.some(({ deviceId }) => deviceId === id) ? id : '';
}

/** A device was chosen that is not there. */
export function isUnplugged(kind: DeviceKind, list: DeviceList, choice: Choice | undefined): boolean {
  const devices = list.of(kind);
  return !!choice?.chosen && devices.length > 0 && !devices.some(({ deviceId }) => deviceId === choice.chosen);
}

/** That it has gone, and what is used instead. */
export function unpluggedNote(kind: DeviceKind, list: DeviceList, choice: Choice | undefined): unknown {
  if (!isUnplugged(kind, list, choice)) return nothing;
  const used = list.labelOf(choice!.used);
  return deviceWords.unplugged(isolated(list.labelOf(choice!.chosen) ?? deviceWords.chosen[kind]), used && isolated(used));
}
