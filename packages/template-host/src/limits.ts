import * as v from 'valibot';
import { quotaCategories } from './cognito/quota-categories.ts';

const whole = v.pipe(v.number(), v.integer());
const atLeastOne = v.pipe(whole, v.minValue(1));

/**
 * What `POST /_local/limits` takes: AWS's own limits that are to be played. None is played until it is set, and every number is
 * one that an operator can look up in the account's service quotas.
 */
export const limitsSchema = v.strictObject({
  /** Calls a second of a category (cognito/quota-categories.ts); 0 refuses them all. */
  cognito: v.optional(v.strictObject(v.entriesFromList(quotaCategories, v.optional(v.pipe(whole, v.minValue(0)))))),
  /** Whether the API's routes keep to the throttles that the template gives them. */
  apigateway: v.optional(v.strictObject({ routeThrottles: v.boolean() })),
  /** By a table's whole name: write units a second that it takes before it throttles. */
  dynamodb: v.optional(v.record(v.string(), v.strictObject({ writeUnits: atLeastOne }))),
  /** Recipients that the account may write to in any 24 hours. */
  ses: v.optional(v.strictObject({ dailyQuota: atLeastOne })),
  /** Invocations of all functions that run at the same time. */
  lambda: v.optional(v.strictObject({ concurrency: atLeastOne })),
});

export type LimitSettings = v.InferOutput<typeof limitsSchema>;

/** The limits that are played now. Services ask for them at each call, so that a change holds from the next one on. */
export type Limits = {
  readonly current: () => LimitSettings;
  /** Adds to the limits that are set; one that is named again gets the new number. Returns all of them. */
  readonly set: (limits: LimitSettings) => LimitSettings;
  readonly clear: () => void;
};

/** Limits that somebody sets; none at first. */
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
