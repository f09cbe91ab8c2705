// What pdf.js takes for granted and the oldest browsers that the portal supports do not have.

type Settle<T> = { promise: Promise<T>; resolve: (value: T | PromiseLike<T>) => void; reject: (why?: unknown) => void };

if (!('withResolvers' in Promise))
  Object.defineProperty(Promise, 'withResolvers', {
    value: <T>(): Settle<T> => {
      let resolve: Settle<T>['resolve'] = () => undefined;
      let reject: Settle<T>['reject'] = () => undefined;
      const promise = new Promise<T>((good, bad) => {
        resolve = good;
        reject = bad;
      });
      return { promise, resolve, reject };
    },
  });

if (!('any' in AbortSignal))
  Object.defineProperty(AbortSignal, 'any', {
    value: (signals: readonly AbortSignal[]): AbortSignal => {
      const all = new AbortController();
      for (const signal of signals) {
        if (signal.aborted) all.abort();
        else signal.addEventListener('abort', () => all.abort(), { once: true });
      }
      return all.signal;
    },
  });

if (!('findLast' in Array.prototype))
  Object.defineProperty(Array.prototype, 'findLast', {
    value: function findLast<T>(this: T[], wanted: (item: T, index: number, all: T[]) => unknown): T | undefined {
      for (let index = this.length - 1; index >= 0; index--) {
        const item = this[index] as T;
        if (wanted(item, index, this)) return item;
      }
      return undefined;
    },
  });
