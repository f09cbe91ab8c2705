import { mkdir, mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { describe, expect, it } from 'vitest';
import { synthesize } from '#infra/synthesize.ts';
import { noteGenerations } from '#stages/generations.ts';
import { readSettings } from '#stages/settings.ts';
import { stagesFolder } from '#stages/stage-file.ts';
import { playedStack } from '#test/support/portal/played-stack.ts';

const read = (context: Record<string, unknown>, folder?: string) =>
  readSettings(new App({ analyticsReporting: false, context }).node, folder);

const exampleOf = async (stage: string): Promise<Record<string, unknown>> =>
  JSON.parse(await readFile(join(stagesFolder, `${stage}.json`), 'utf8'));

/** The settings of the stage `prod`, whose file is the example with these changes; `undefined` leaves a setting out. */
async function prodWith(changes: Record<string, unknown>, context: Record<string, unknown> = {}) {
  const folder = join(await mkdtemp(join(tmpdir(), 'portal-stages-')), 'stages');
  await mkdir(folder);
  await writeFile(join(folder, 'prod.json'), JSON.stringify({ ...(await exampleOf('prod')), ...changes }));
  return read({ stage: 'prod', ...context }, folder);
}

describe('the stages in stages/', () => {
  it('have all that they need', async () => {
    const names = (await readdir(stagesFolder)).flatMap((name) => /^(.+)\.json$/.exec(name)?.[1] ?? []);
    expect(names).toEqual(expect.arrayContaining(['prod', 'test']));
    for (const stage of names) expect(read({ stage })).toMatchObject({ stage, ...(await given(stage)) });
  });

  const given = async (stage: string) =>
    Object.fromEntries(Object.entries(await exampleOf(stage)).filter(([, value]) => value !== null));

  it('the stage local needs none', () => {
    expect(read({})).toMatchObject({ stage: 'local', region: 'eu-central-1', webAcl: 'on' });
  });
});

describe('a stage that lacks something does not synthesize, and says what and where to get it', () => {
  it('one missing setting is one line', async () => {
    await expect(prodWith({ sender: undefined })).rejects.toThrow(
      /^stages\/prod\.json: sender is missing: the address mails come from, of a domain whose DNS records you can write$/,
    );
  });

  it.each([
    'account',
    'region',
    'protection',
    'insurerName',
    'helpline',
    'termsUrl',
    'privacyUrl',
    'bankAccount',
    'sender',
    'domain',
    'certificateArn',
    'smsOriginationIdentity',
    'alarmAddress',
  ])('%s is needed', async (name) => {
    await expect(prodWith({ [name]: undefined })).rejects.toThrow(
      new RegExp(`^stages/prod\\.json: ${name} is missing: .{20,}$`),
    );
  });

  it('several are named together, a line each, and so are those in a wrong form', async () => {
    const { message } = await prodWith({ alarmAddress: undefined, account: undefined }).then(
      () => new Error('it synthesizes'),
      (error: Error) => error,
    );
    expect(message.split('\n').map((line) => line.split(' ')[1])).toEqual(['account', 'alarmAddress']);
    await expect(prodWith({ sender: 'nobody', region: 'Frankfurt' })).rejects.toThrow(
      /^stages\/prod\.json: region is not right: .*\nstages\/prod\.json: sender is not right: .*$/,
    );
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['a name that is no setting', { alarmAdress: 'x@insurer.example' }, 'there is no setting alarmAdress'],
    ['its own stage, which is the name of the file', { stage: 'prod' }, 'there is no setting stage'],
    ['null for what it cannot do without', { alarmAddress: null }, 'alarmAddress may not be null'],
    ['no terms that customers could accept (R13.2)', { termsUrl: null }, 'termsUrl may not be null: the https address'],
    ['no privacy notice (R13.2)', { privacyUrl: null }, 'privacyUrl may not be null: the https address'],
    ['a domain without its certificate', { certificateArn: null }, 'a domain and its certificate are given together'],
    [
      'a certificate of another region',
      { certificateArn: 'arn:aws:acm:eu-central-1:000000000000:certificate/0' },
      'us-east-1',
    ],
  ])('it is refused with %s', async (_, changes, reason) => {
    await expect(prodWith(changes)).rejects.toThrow(reason);
  });

  it('without its file it names the stages that there are', () => {
    expect(() => read({ stage: 'staging' })).toThrow('There is no stages/staging.json: copy one of prod, test');
  });

  it('a name that leads elsewhere is no stage', () => {
    expect(() => read({ stage: '../package' })).toThrow('The setting stage is not right');
  });
});

describe('a forgotten -c', () => {
  it('takes nothing away: a stage has the settings of its file alone', async () => {
    expect(await prodWith({})).toMatchObject({ domain: 'portal.insurer.example' });
    await expect(prodWith({}, { domain: 'other.insurer.example' })).rejects.toThrow(
      '-c domain=… is for the stage local; write domain into stages/prod.json',
    );
  });
});

describe('a generation', () => {
  const synthesizeWith = async (folder: string, changes: Record<string, unknown>) => {
    await writeFile(join(folder, 'prod.json'), JSON.stringify({ ...(await exampleOf('prod')), ...changes }));
    const settings = read({ stage: 'prod' }, folder);
    noteGenerations(settings, folder);
    return settings;
  };
  const aFolder = async () => {
    const folder = join(await mkdtemp(join(tmpdir(), 'portal-stages-')), 'stages');
    await mkdir(folder);
    return folder;
  };

  it.each(['originSecretGeneration', 'poolGeneration', 'documentsGeneration'])(
    '%s that is lowered or forgotten stops the synthesis, and says what it would do',
    async (name) => {
      const folder = await aFolder();
      await synthesizeWith(folder, { [name]: 3 });
      for (const lower of [2, undefined])
        await expect(synthesizeWith(folder, { [name]: lower })).rejects.toThrow(
          new RegExp(`^stages/prod\\.json: ${name} is ${lower ?? 1}, and the stage has reached 3 .*: \\w`),
        );
      expect(await synthesizeWith(folder, { [name]: 4 })).toMatchObject({ [name]: 4 });
      await expect(synthesizeWith(folder, { [name]: 3 })).rejects.toThrow('has reached 4');
    },
  );

  it('of a synthesis that fails is not noted: taking it back is allowed', async () => {
    const folder = await aFolder();
    await playedStack();
    const synthesizeProd = async (changes: Record<string, unknown>) => {
      await writeFile(join(folder, 'prod.json'), JSON.stringify({ ...(await exampleOf('prod')), ...changes }));
      const outdir = await mkdtemp(join(tmpdir(), 'portal-synth-'));
      return synthesize({ outdir, context: { stage: 'prod' }, stagesFolder: folder, isValidated: true });
    };
    // A brand has a folder: the stacks look for it.
    await expect(synthesizeProd({ poolGeneration: 2, brand: 'nobody' })).rejects.toThrow('nobody');
    expect(await readdir(join(folder, '..'))).toEqual(['stages']);
    await synthesizeProd({ poolGeneration: 2 });
    expect(await readdir(join(folder, '..'))).toEqual(['generations', 'stages']);
  });

  it('of a stage that never raised one needs no file', async () => {
    const folder = await aFolder();
    await synthesizeWith(folder, {});
    expect(await readdir(join(folder, '..'))).toEqual(['stages']);
  });
});
