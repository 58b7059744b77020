import { NatsServer } from '../support/nats-server.mjs';
import { Browsers } from './browsers.mjs';
import { Site } from './site.mjs';

let rooms = 0;

/** Where calls take place: pages, browsers, and a nats-server. */
export class Place {
  static async open() {
    const server = await NatsServer.create();
    const [site] = await Promise.all([Site.open(), server.start()]);
    return new Place(site, server);
  }

  browsers = new Browsers();

  constructor(site, server) {
    this.site = site;
    this.server = server;
  }

  get servers() { return this.server.url; }
  newRoom() { return `firefox-${++rooms}`; }

  async close() {
    await this.browsers.close();
    await this.server.stop();
    await this.site.close();
  }
}
