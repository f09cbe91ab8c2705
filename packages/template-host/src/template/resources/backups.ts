import * as v from 'valibot';
import { localArn, physicalName } from '../physical-name.ts';
import { readProperties } from '../read-properties.ts';
import type { PlayerSet } from './player-set.ts';

const vaultSchema = v.object({ BackupVaultName: v.string() });

/** AWS Backup's vaults and plans, as far as others refer to them. No copy is made on this machine. */
export const playBackups = (stackName: string): { players: PlayerSet } => ({
  players: {
    'AWS::Backup::BackupVault'(resource) {
      const { BackupVaultName } = readProperties(resource, vaultSchema);
      const BackupVaultArn = localArn('backup', `backup-vault:${BackupVaultName}`);
      return { ref: BackupVaultName, attributes: { BackupVaultName, BackupVaultArn } };
    },
    'AWS::Backup::BackupPlan'({ logicalId }) {
      const id = physicalName(stackName, logicalId);
      return {
        ref: id,
        attributes: { BackupPlanId: id, BackupPlanArn: localArn('backup', `backup-plan:${id}`), VersionId: '1' },
      };
    },
    'AWS::Backup::BackupSelection': ({ logicalId }) => ({ ref: logicalId }),
  },
});
