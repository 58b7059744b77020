/** What one look at a connection tells. Counters count from its beginning. No addresses: they are nobody's business here. */
export interface Reading {
  /** Milliseconds. */
  readonly at: number;
  /** Which path the bytes took: another one counts from zero. */
  readonly pair: string;
  readonly isRelayed: boolean;
  /** `udp`, `tcp`, `tls`. */
  readonly protocol: string;
  /** Seconds. */
  readonly roundTrip: number | undefined;
  readonly sentBytes: number;
  readonly receivedBytes: number;
  readonly receivedPackets: number;
  readonly lostPackets: number;
  /** The largest that comes in. */
  readonly picture: { readonly width: number; readonly height: number; readonly rate: number } | undefined;
  /** Of what comes in. */
  readonly codecs: readonly string[];
}

/** A member of the report: browsers leave out what they do not know (WebRTC Statistics, § 6). */
type Entry = Readonly<Record<string, any>>;

/** Undefined while there is no path. */
export function readingOf(report: RTCStatsReport): Reading | undefined {
  const entries = [...(report as unknown as ReadonlyMap<string, Entry>).values()];
  const pair = selectedPair(report, entries);
  if (!pair) return undefined;
  const local = entryOf(report, pair.localCandidateId), remote = entryOf(report, pair.remoteCandidateId);
  const incoming = entries.filter(({ type }) => type === 'inbound-rtp');
  return {
    at: pair.timestamp, pair: pair.id,
    isRelayed: [local, remote].some((candidate) => candidate?.candidateType === 'relay'),
    protocol: String(local?.relayProtocol ?? local?.protocol ?? ''),
    roundTrip: pair.currentRoundTripTime,
    sentBytes: pair.bytesSent ?? 0, receivedBytes: pair.bytesReceived ?? 0,
    receivedPackets: total(incoming, 'packetsReceived'), lostPackets: total(incoming, 'packetsLost'),
    picture: pictureOf(incoming),
    codecs: [...new Set(incoming.flatMap(({ codecId }) => entryOf(report, codecId)?.mimeType?.split('/')[1] ?? []))],
  };
}

const entryOf = (report: RTCStatsReport, id: string | undefined): Entry | undefined => (id ? report.get(id) as Entry : undefined);

function selectedPair(report: RTCStatsReport, entries: readonly Entry[]): Entry | undefined {
  const transport = entries.find(({ type, selectedCandidatePairId }) => type === 'transport' && selectedCandidatePairId);
  // Firefox has no transports, and marks the pair.
  return entryOf(report, transport?.selectedCandidatePairId)
    ?? entries.find(({ type, selected, nominated, state }) => type === 'candidate-pair' && (selected ?? (nominated && state === 'succeeded')));
}

const total = (entries: readonly Entry[], field: string): number => entries.reduce((sum, entry) => sum + (entry[field] ?? 0), 0);

function pictureOf(incoming: readonly Entry[]): Reading['picture'] {
  const [largest] = incoming.filter(({ kind, frameWidth }) => kind === 'video' && frameWidth)
    .sort((a, b) => b.frameWidth * b.frameHeight - a.frameWidth * a.frameHeight);
  return largest && { width: largest.frameWidth, height: largest.frameHeight, rate: largest.framesPerSecond ?? 0 };
}
