/** A page whose connections can be killed behind the engine's back, as a crashed network process would. */
export function fragile(): { readonly RTCPeerConnection: typeof RTCPeerConnection; kill(): void } {
  const made: RTCPeerConnection[] = [];
  class Fragile extends RTCPeerConnection {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      made.push(this);
    }
  }
  return { RTCPeerConnection: Fragile, kill: () => { for (const connection of made.splice(0)) connection.close(); } };
}
