import type { Player } from '../play-template.ts';

/** Players, by the resource type that they create. */
export type PlayerSet = Readonly<Record<string, Player>>;
