import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Tells of devices that come and go while its element is in the document. */
export class DeviceChanges implements ReactiveController {
  readonly #onChange: () => void;

  constructor(host: ReactiveControllerHost, onChange: () => void) {
    this.#onChange = onChange;
    host.addController(this);
  }

  // Browsers hide `mediaDevices` from insecure pages.
  hostConnected(): void { navigator.mediaDevices?.addEventListener('devicechange', this.#onChange); }
  hostDisconnected(): void { navigator.mediaDevices?.removeEventListener('devicechange', this.#onChange); }
}
