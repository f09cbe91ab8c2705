import { AsyncLocalStorage } from 'node:async_hooks';
import type { Actor, Stage } from './stage.ts';

/** Where code runs: on the stage of one exploration, for an actor or (undefined) for the explorer itself. */
export type Scene = { readonly stage: Stage; readonly actor: Actor | undefined };

const scenes = new AsyncLocalStorage<Scene>();

/** The scene of the calling code; undefined outside of every exploration. */
export const currentScene = (): Scene | undefined => scenes.getStore();

/** Runs something, and all that it awaits, in a scene. */
export const inScene = <T>(scene: Scene, run: () => T): T => scenes.run(scene, run);
