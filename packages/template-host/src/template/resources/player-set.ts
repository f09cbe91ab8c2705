import type { Player } from '../play-template.ts';

/** Players by the resource type they make. */
export type PlayerSet = Readonly<Record<string, Player>>;
