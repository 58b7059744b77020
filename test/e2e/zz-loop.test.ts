import { Page } from '../support/pages.js';
import { names, complaints } from './sight.js';
it('loop', async function () {
  this.timeout(280_000);
  for (let i = 0; i < 12; i++) {
    const room = `loop${i}`;
    const enter = (name: string) => Page.open(`/test/e2e/pages/call.html?${new URLSearchParams({ room, name })}`);
    const pages: Page[] = [];
    for (const n of ['Ann', 'Bob', 'Eve']) {
      pages.push(await enter(n));
      const t = performance.now();
      let ok = false;
      while (performance.now() - t < 6000) {
        const counts = await Promise.all(pages.map(async (p) => (await names(p)).length));
        if (counts.every((c) => c === pages.length - 1)) { ok = true; break; }
        await new Promise((r) => setTimeout(r, 50));
      }
      console.log(i, n, ok, Math.round(performance.now() - t));
      if (!ok) {
        for (const p of pages) console.log(JSON.stringify(await p.eval(() => { const r = document.querySelector('peerix-room')!; return { id: r.peer.id, state: r.state, counters: r.peer.counters, remotes: [...r.remotes.values()].map((x) => { let pc: any; try { pc = x.connection; } catch { } return { id: x.id, name: x.metadata.name, state: x.state, pubs: [...x.publications.keys()], ice: pc?.iceConnectionState, cs: pc?.connectionState, sig: pc?.signalingState, lm: pc?.localDescription?.sdp?.match(/m=.*/g), rm: pc?.remoteDescription?.sdp?.match(/m=.*/g) }; }) }; })), JSON.stringify(await complaints(p)));
        break;
      }
    }
    await Promise.all(pages.map((p) => p.close()));
  }
});
