import { Env, readEnv } from './env.js';

describe('the configuration', () => {
  it('starts the platform with nothing set', () => {
    expect(readEnv({})).toMatchObject({ CDC_MODE: 'development', PORT: 8080, CDC_HOST: '127.0.0.1', publicUrl: 'http://localhost:8080' });
  });

  it('takes an empty variable as one that is not set', () => {
    expect(readEnv({ PORT: '', CDC_OIDC_ISSUER: '' }).PORT).toBe(8080);
  });

  it('reads numbers and addresses', () => {
    expect(readEnv({ PORT: '0', CDC_MAX_UPLOAD_MB: '20', CDC_PUBLIC_URL: 'https://cdc.example' })).toMatchObject({ PORT: 0, CDC_MAX_UPLOAD_MB: 20, publicUrl: 'https://cdc.example' });
  });

  it('reaches itself where people do, unless told another way', () => {
    expect(readEnv({ CDC_PUBLIC_URL: 'https://cdc.example' }).internalUrl).toBe('https://cdc.example');
    expect(readEnv({ CDC_PUBLIC_URL: 'https://cdc.example', CDC_INTERNAL_URL: 'http://ingress:8080' })).toMatchObject({ publicUrl: 'https://cdc.example', internalUrl: 'http://ingress:8080' });
  });

  it('reports everything that is wrong at once, by name', () => {
    const wrong = (): Env => readEnv({ PORT: 'eighty', CDC_MODE: 'test', CDC_LOG_LEVEL: 'loud', CDC_MAX_UPLOAD_MB: '-1', CDC_CLOCK_START: 'yesterday' });
    expect(wrong).toThrow('5 wrong value(s)');
    for (const name of ['PORT', 'CDC_MODE', 'CDC_LOG_LEVEL', 'CDC_MAX_UPLOAD_MB', 'CDC_CLOCK_START']) expect(wrong).toThrow(name);
  });

  it('asks production for an issuer to trust', () => {
    expect(() => readEnv({ CDC_MODE: 'production' })).toThrow('CDC_OIDC_ISSUER');
    expect(readEnv({ CDC_MODE: 'production', CDC_OIDC_ISSUER: 'https://issuer.example' }).CDC_MODE).toBe('production');
  });

  describe('of the data set', () => {
    it.each<[string, Record<string, string>, 'on' | 'off']>([
      ['nothing set', {}, 'on'],
      ['production', { CDC_MODE: 'production', CDC_OIDC_ISSUER: 'https://issuer.example' }, 'off'],
      ['a cluster', { CDC_PROFILE: 'cluster' }, 'off'],
      ['a database of one\'s own', { CDC_DATABASE_ADMIN_URL: 'postgres://me@db.example/cdc' }, 'off'],
      ['a database of one\'s own that is to hold the demonstration', { CDC_DATABASE_ADMIN_URL: 'postgres://me@db.example/cdc', CDC_DEMO: 'on' }, 'on'],
      ['a wish for an empty one', { CDC_DEMO: 'off' }, 'off'],
    ])('decides with %s', (_what, source, decided) => expect(readEnv(source).CDC_DEMO).toBe(decided));

    it.each([
      ['a cluster', { CDC_PROFILE: 'cluster', CDC_DEMO: 'on' }],
      ['production', { CDC_MODE: 'production', CDC_OIDC_ISSUER: 'https://issuer.example', CDC_DEMO: 'on' }],
    ])('refuses the demonstration in %s and says what to do', (_what, source) => {
      expect(() => readEnv(source)).toThrow(/CDC_DEMO: the demonstration runs with CDC_PROFILE=embedded and CDC_MODE=development only.*unset CDC_DEMO/);
    });

    it('refuses another Clock for the demonstration and says what to do', () => {
      expect(() => readEnv({ CDC_CLOCK_START: '2024-08-01T07:00:00Z' })).toThrow(/CDC_CLOCK_START: the demonstration has a Clock of its own; unset CDC_CLOCK_START, or set CDC_DEMO=off/);
      expect(readEnv({ CDC_CLOCK_START: '2024-08-01T07:00:00Z', CDC_DEMO: 'off' }).CDC_CLOCK_START).toBe('2024-08-01T07:00:00Z');
    });

    it('names everything that contradicts itself at once', () => {
      const wrong = (): Env => readEnv({ CDC_MODE: 'production', CDC_DEMO: 'on', CDC_CLOCK_START: '2024-08-01T07:00:00Z' });
      expect(wrong).toThrow('3 wrong value(s)');
      for (const name of ['CDC_OIDC_ISSUER', 'CDC_DEMO', 'CDC_CLOCK_START']) expect(wrong).toThrow(`  ${name}: `);
    });
  });

  it('says of every variable what it is for', () => {
    for (const [name, field] of Object.entries(Env.shape)) expect([name, field.description]).toEqual([name, expect.stringMatching(/^.{20,}/)]);
  });
});
