document.querySelector('peerix-room')!.password = 'secret';
export {};
