import { dynamoRegistryWriter } from '#shared/insurer/registry/dynamo-registry-writer.ts';
import type { RegistryWriter } from '#shared/insurer/registry/registry-row.ts';
import { enrolmentConsequences } from '#shared/policies/dynamo-registry-change.ts';
import { testPseudonyms } from '#test/builders/identity.ts';
import { client, tables } from '../harness/played-dynamo.ts';
import type { Stage } from '../harness/stage.ts';

/** The import's writer of rows; it judges enrolments too. */
export const rowWriter = ({ clock }: Pick<Stage, 'clock'>): RegistryWriter =>
  dynamoRegistryWriter(client, tables.registry, testPseudonyms, enrolmentConsequences(client, tables.portal, clock));
