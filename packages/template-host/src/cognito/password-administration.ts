import * as v from 'valibot';
import { AwsError } from '../aws/service.ts';
import type { PoolDefinition } from './definitions.ts';
import * as members from './members.ts';
import { checkPassword } from './password-policy.ts';
import { type Operation, operation } from './protocol.ts';
import type { Realm } from './realm.ts';

const day = 86_400_000;

/** When a temporary password that is set at `now` expires (ms since 1970 UTC): by the pool's TemporaryPasswordValidityDays. */
export const temporaryUntil = ({ passwordPolicy }: PoolDefinition, now: number) =>
  now + passwordPolicy.temporaryPasswordValidityDays * day;

/** AdminSetUserPassword and AdminResetUserPassword. Neither ends sessions: AdminUserGlobalSignOut does. */
export function passwordAdministration(realm: Realm): Record<string, Operation> {
  const { pools, clock, passwords } = realm;
  return {
    AdminSetUserPassword: operation(
      v.object({ ...members.adminUser, Password: members.password, Permanent: v.optional(v.boolean(), false) }),
      async (input) => {
        const { definition, users } = pools.pool(input.UserPoolId);
        const { sub } = users.get(input.Username);
        checkPassword(input.Password, definition.passwordPolicy);
        const passwordHash = await passwords.hash(input.Password);
        const now = clock.now();
        users.change(sub, ({ temporaryUntil: _, ...kept }) => ({
          ...kept,
          passwordHash,
          ...(input.Permanent
            ? { status: 'CONFIRMED' }
            : { status: 'FORCE_CHANGE_PASSWORD', temporaryUntil: temporaryUntil(definition, now) }),
          modifiedAt: now,
        }));
        return {};
      },
    ),
    AdminResetUserPassword: operation(
      v.object({ ...members.adminUser, ClientMetadata: members.clientMetadata }),
      (input) => {
        const { users } = pools.pool(input.UserPoolId);
        const user = users.get(input.Username);
        if (user.status === 'FORCE_CHANGE_PASSWORD')
          throw new AwsError('NotAuthorizedException', 'User password cannot be reset in the current state.');
        const { email_verified, phone_number_verified } = user.attributes;
        if (email_verified !== 'true' && phone_number_verified !== 'true')
          throw new AwsError(
            'InvalidParameterException',
            'Cannot reset password for the user as there is no registered/verified email or phone_number',
          );
        users.change(user.sub, (now) => ({ ...now, status: 'RESET_REQUIRED', modifiedAt: clock.now() }));
        return {};
      },
    ),
  };
}
