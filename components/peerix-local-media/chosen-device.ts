/** The id of the one device that is asked for, if it is one. */
export function chosenDevice(constraints: MediaTrackConstraints | undefined): string | undefined {
  const { deviceId } = constraints ?? {};
  const exact = typeof deviceId === 'object' && 'exact' in deviceId ? deviceId.exact : undefined;
  return typeof exact === 'string' ? exact : undefined;
}

/** The same of whichever device the browser takes. */
export function withoutChoice({ deviceId: _chosen, ...rest }: MediaTrackConstraints): MediaTrackConstraints { return rest; }
