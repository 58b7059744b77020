// Records every join, then gives the element all the time a hasty one would need.
const room = document.querySelector('peerix-room')!;
const joins: string[] = [];
Object.assign(window, { joins });
room.on('state', ({ state }) => joins.push(`${state} ${room.password}`));
await new Promise((resolve) => { setTimeout(resolve, 100); });
export {};
