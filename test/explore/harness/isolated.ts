import { syncBuiltinESMExports } from 'node:module';
import type { TimerOptions } from 'node:timers';
import timers from 'node:timers/promises';
import type { Random } from './random.ts';
import { currentScene } from './scene.ts';

/**
 * Keeps the code under exploration from real time, from chance and from the console: its `setTimeout` waits for the explorer
 * (adapters pause between attempts, and so does the SDK), its `Math.random` follows the seed, and its log is dropped. Outside
 * of explorations all three work as usual.
 */
export async function isolated<T>(random: Random, run: () => Promise<T>): Promise<T> {
  const { setTimeout } = globalThis;
  const { setTimeout: pause } = timers;
  const { random: chance } = Math;
  const write = process.stdout.write.bind(process.stdout);
  const waitForExplorer = (callback: (...args: unknown[]) => void, ms = 0, ...args: unknown[]) => {
    const scene = currentScene();
    if (!scene?.actor) return setTimeout(callback, ms, ...args);
    void scene.stage.pause(ms).then(() => callback(...args));
    return undefined;
  };
  const pauseForExplorer = async (ms = 0, value?: unknown, options?: TimerOptions) => {
    const scene = currentScene();
    if (!scene?.actor) return pause(ms, value, options);
    await scene.stage.pause(ms);
    return value;
  };
  Object.assign(globalThis, { setTimeout: Object.assign(waitForExplorer, setTimeout) });
  Object.assign(timers, { setTimeout: pauseForExplorer });
  syncBuiltinESMExports();
  Math.random = random.next;
  Object.assign(process.stdout, { write: () => true });
  try {
    return await run();
  } finally {
    Object.assign(globalThis, { setTimeout });
    Object.assign(timers, { setTimeout: pause });
    syncBuiltinESMExports();
    Math.random = chance;
    Object.assign(process.stdout, { write });
  }
}
