/** For nats.ws's option `wsFactory`: keeps every WebSocket that is opened. */
export function recording(sockets: WebSocket[]): (url: string) => Promise<{ socket: WebSocket; encrypted: boolean }> {
  return async (url) => {
    const socket = new WebSocket(url);
    sockets.push(socket);
    return { socket, encrypted: false };
  };
}
