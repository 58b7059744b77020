import { isExecutable, onPath } from './chromium.mjs';

const SYSTEM = ['/usr/sbin', '/sbin', '/usr/local/sbin'];
const find = (...names) => onPath(names, SYSTEM).find(isExecutable);

/** What makes networks and their faults (iproute2). */
export const findIp = () => find('ip');
/** What loses packets (nftables). */
export const findNft = () => find('nft');
/** coturn */
export const findTurnServer = () => find('turnserver');
