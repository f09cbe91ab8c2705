export { requireFreePort } from './edge/listen.ts';
export { type Host, type HostOptions, startHost } from './host.ts';
