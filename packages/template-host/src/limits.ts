import * as v from 'valibot';
import { quotaCategories } from './cognito/quota-categories.ts';

const whole = v.pipe(v.number(), v.integer());
const atLeastOne = v.pipe(whole, v.minValue(1));

/**
 * The body of `POST /_local/limits`: the AWS limits to play. None is played until it is set; an operator can look up each number
 * in the account's service quotas.
 */
export const limitsSchema = v.strictObject({
  /** Calls a second of a category (cognito/quota-categories.ts); 0 refuses them all. */
  cognito: v.optional(v.strictObject(v.entriesFromList(quotaCategories, v.optional(v.pipe(whole, v.minValue(0)))))),
  /** Whether the throttles that the template sets for the API's routes are in force. */
  apigateway: v.optional(v.strictObject({ routeThrottles: v.boolean() })),
  /** By a table's full name: the write units a second that it takes before it throttles. */
  dynamodb: v.optional(v.record(v.string(), v.strictObject({ writeUnits: atLeastOne }))),
  /** Recipients that the account may write to in any 24 hours. */
  ses: v.optional(v.strictObject({ dailyQuota: atLeastOne })),
  /** How many invocations of all functions may run at the same time. */
  lambda: v.optional(v.strictObject({ concurrency: atLeastOne })),
});

export type LimitSettings = v.InferOutput<typeof limitsSchema>;

/** The limits that are played now. Services read them at each call, so a change takes effect with the next one. */
export type Limits = {
  readonly current: () => LimitSettings;
  /** Adds to the current limits; a limit that is set already gets the new number. Returns all of them. */
  readonly set: (limits: LimitSettings) => LimitSettings;
  readonly clear: () => void;
};

/** No limits, until they are set. */
export function createLimits(): Limits {
  let settings: LimitSettings = {};
  return {
    current: () => settings,
    set({ cognito, apigateway, dynamodb, ses, lambda }) {
      settings = {
        cognito: { ...settings.cognito, ...cognito },
        apigateway: apigateway ?? settings.apigateway,
        dynamodb: { ...settings.dynamodb, ...dynamodb },
        ses: ses ?? settings.ses,
        lambda: lambda ?? settings.lambda,
      };
      return settings;
    },
    clear() {
      settings = {};
    },
  };
}
