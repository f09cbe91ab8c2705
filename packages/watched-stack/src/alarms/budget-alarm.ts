import { CfnBudget } from 'aws-cdk-lib/aws-budgets';
import type { Construct } from 'constructs';
import { systemOf } from '../watched-stack.ts';

/**
 * Mails an address when the account has cost four fifths of what it may cost in a month (USD), and when AWS foresees that it will cost more.
 * A budget is of the whole account; AWS Budgets mails by itself, some hours late, and bills the first two budgets of an account nothing.
 */
export function budgetAlarm(scope: Construct, monthly: number, address: string): void {
  const notify = (notificationType: 'ACTUAL' | 'FORECASTED', threshold: number) => ({
    notification: { notificationType, threshold, comparisonOperator: 'GREATER_THAN', thresholdType: 'PERCENTAGE' },
    subscribers: [{ subscriptionType: 'EMAIL', address }],
  });
  new CfnBudget(scope, 'budget', {
    budget: {
      budgetName: systemOf(scope).name,
      budgetType: 'COST',
      timeUnit: 'MONTHLY',
      budgetLimit: { amount: monthly, unit: 'USD' },
    },
    notificationsWithSubscribers: [notify('ACTUAL', 80), notify('FORECASTED', 100)],
  });
}
