/** A description as a browser writes it, of a connection that is no more. */
export async function anOffer(): Promise<string> {
  const connection = new RTCPeerConnection();
  connection.createDataChannel('peerix', { negotiated: true, id: 0 });
  await connection.setLocalDescription();
  const { sdp } = connection.localDescription!;
  connection.close();
  return sdp;
}
