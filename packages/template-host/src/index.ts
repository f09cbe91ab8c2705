export type { Call } from './aws/calls.ts';
export type { DropZone } from './control/drop-zone.ts';
export { type Host, type HostOptions, startHost } from './host.ts';
export { requireFreePort } from './loopback.ts';
