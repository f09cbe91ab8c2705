import { checkAuthenticity as contract } from '#shared/contract/documents.ts';
import type { AuthenticityRecords } from '#shared/documents/authenticity/authenticity.ts';
import { endpoint, ok } from '#shared/platform/http/endpoint.ts';
import type { LimitName } from '#shared/platform/limits/limit-names.ts';
import { type Limits, networkWindow, takeAll, viewerNetwork } from '#shared/platform/limits/limits.ts';

type Needs = {
  readonly records: AuthenticityRecords;
  readonly limits: Limits;
  readonly limitName: LimitName;
  readonly checksPerAddress: number;
  readonly helpline: string;
  readonly now: () => Date;
};

/**
 * Answers whether the insurer delivered the file with this hash, and if so its kind and date, nothing else (R7.2). Needs no
 * sign-in.
 */
export const checkAuthenticity = ({ records, limits, limitName, checksPerAddress, helpline, now }: Needs) =>
  endpoint(contract, async ({ body, viewerAddress }) => {
    const network = viewerNetwork(viewerAddress);
    if (network !== undefined) {
      const who = limitName('authenticity', network);
      const limited = { kind: 'AUTHENTICITY-NETWORK', who, max: checksPerAddress, window: networkWindow };
      await takeAll(limits, [limited], now(), helpline);
    }
    const record = await records.find(body.sha256);
    return ok(
      record
        ? { genuine: true as const, kind: record.kind, uploadedAt: record.uploadedAt.toISOString() }
        : { genuine: false as const },
    );
  });
