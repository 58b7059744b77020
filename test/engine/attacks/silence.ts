/** How long nothing came where something should come all the time. */
export class Silence {
  #beats = 0;
  #last = performance.now();
  #longest = 0;
  #isOver = false;

  beat(): void {
    if (this.#isOver) return;
    this.#beats++;
    this.#longest = this.longest;
    this.#last = performance.now();
  }

  /** What comes from now on is not waited for. */
  end(): void {
    this.#longest = this.longest;
    this.#isOver = true;
  }

  get beats(): number { return this.#beats; }
  /** Milliseconds, the present silence included. */
  get longest(): number { return this.#isOver ? this.#longest : Math.max(this.#longest, performance.now() - this.#last); }
}
