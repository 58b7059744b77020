import { connect } from 'node:net';

const LINE_END = Buffer.from('\r\n');

/** Hears every message on a nats-server, as its operator could (NATS client protocol: CONNECT, SUB, MSG, PING). */
export class Wiretap {
  messages = [];
  #socket;
  #pending = Buffer.alloc(0);
  #ready;

  /** Resolves once everything published from now on will be heard. */
  static async open(port, token) {
    const tap = new Wiretap(port);
    await tap.#listen(token);
    return tap;
  }

  constructor(port) {
    this.#socket = connect(port, '127.0.0.1');
  }

  close() { this.#socket.destroy(); }

  #listen(token) {
    const options = { verbose: false, pedantic: false, lang: 'test', version: '1', ...(token && { auth_token: token }) };
    return new Promise((resolve, reject) => {
      this.#ready = resolve;
      this.#socket.on('error', reject);
      this.#socket.on('data', (chunk) => this.#read(chunk));
      // The PONG proves that the server has processed SUB.
      this.#socket.write(`CONNECT ${JSON.stringify(options)}\r\nSUB > 1\r\nPING\r\n`);
    });
  }

  #read(chunk) {
    this.#pending = Buffer.concat([this.#pending, chunk]);
    while (this.#readOne());
  }

  /** One protocol line, with its payload for a message; false while there is no whole one. */
  #readOne() {
    const end = this.#pending.indexOf(LINE_END);
    if (end < 0) return false;
    const [verb, ...fields] = this.#pending.toString('latin1', 0, end).split(' ');
    const length = verb === 'MSG' ? Number(fields.at(-1)) : undefined;
    const start = end + LINE_END.length;
    const next = length === undefined ? start : start + length + LINE_END.length;
    if (this.#pending.length < next) return false;
    if (verb === 'MSG') this.messages.push({ subject: fields[0], base64: this.#pending.toString('base64', start, start + length) });
    if (verb === 'PONG') this.#ready();
    if (verb === 'PING') this.#socket.write('PONG\r\n');
    if (verb === '-ERR') this.#socket.destroy(new Error(`nats-server refused the wiretap: ${fields.join(' ')}`));
    this.#pending = this.#pending.subarray(next);
    return true;
  }
}
