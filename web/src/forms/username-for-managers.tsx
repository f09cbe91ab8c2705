/** The username in a form that asks for a password alone: not shown, but password managers look for it. */
export const UsernameForManagers = ({ username }: { username: string }) => (
  <input type="text" name="username" autocomplete="username" value={username} readOnly hidden />
);
