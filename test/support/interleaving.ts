import { type DynamoDBClient, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';

/** A port that runs something right before one of its steps. */
export const preceded = <Port extends object>(
  port: Port,
  before: Readonly<Record<string, () => Promise<unknown>>>,
): Port =>
  new Proxy(port, {
    get(target, name, receiver) {
      const step: unknown = Reflect.get(target, name, receiver);
      const first = Object.entries(before).find(([each]) => each === name)?.[1];
      if (typeof step !== 'function' || !first) return step;
      return async (...args: unknown[]) => {
        await first();
        return step.apply(target, args);
      };
    },
  });

/** The client, which runs something right before its n-th transaction. */
export function beforeTransaction(n: number, client: DynamoDBClient, happens: () => Promise<unknown>): DynamoDBClient {
  let transactions = 0;
  return new Proxy(client, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target);
      if (name !== 'send' || typeof value !== 'function') return value;
      return async (...args: unknown[]) => {
        if (args[0] instanceof TransactWriteItemsCommand && ++transactions === n) await happens();
        return value.apply(target, args);
      };
    },
  });
}
