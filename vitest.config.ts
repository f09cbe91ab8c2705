import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'packages/*/test/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // What a passing test logs would bury what a failing one says.
    silent: 'passed-only',
    // Two cores, and the journeys' host has worker threads of its own.
    maxWorkers: 2,
  },
});
