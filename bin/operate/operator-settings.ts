/**
 * Settings of an operator's AWS clients: AWS itself with the usual credentials and region, or the local host, which takes any
 * credentials of its owner, so that nobody has to make some up.
 */
export const operatorSettings = (endpoint: string | undefined) =>
  endpoint === undefined
    ? {}
    : {
        endpoint,
        region: process.env.AWS_REGION ?? 'eu-central-1',
        ...(process.env.AWS_ACCESS_KEY_ID
          ? {}
          : { credentials: { accessKeyId: 'operator', secretAccessKey: 'local' } }),
      };
