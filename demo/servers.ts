/** What is wrong with what was typed as NATS servers, and what to do; undefined if nothing is. */
export function problemOf(servers: string, page: { readonly protocol: string } = location): string | undefined {
  const urls = servers.split(/\s+/).filter(Boolean);
  if (!urls.length) return 'Type the address of your server, such as wss://nats.example.org.';
  return urls.map((url) => problemOfOne(url, page)).find(Boolean);
}

function problemOfOne(text: string, page: { readonly protocol: string }): string | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url?.host) return `“${text}” is no address. Write it like wss://nats.example.org.`;
  if (url.protocol === 'nats:' || url.protocol === 'tls:') {
    return 'Browsers reach NATS by WebSocket only. '
      + `Turn on the server’s websocket listener and use its address: wss://${url.hostname}.`;
  }
  if (url.protocol !== 'ws:' && url.protocol !== 'wss:') {
    return `“${text}” starts with ${url.protocol}//. A NATS server is reached by wss://, or by ws:// on this computer.`;
  }
  if (url.username || url.password) return 'Leave user and password out: the address goes into the link that you share.';
  if (page.protocol === 'https:' && url.protocol === 'ws:' && !isThisComputer(url.hostname)) {
    return `This page came by https, so the server must be reached securely too: wss://${url.host}.`;
  }
  return undefined;
}

const isThisComputer = (host: string): boolean => host === 'localhost' || host === '127.0.0.1' || host === '[::1]';
