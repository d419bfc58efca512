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

  it('says of every variable what it is for', () => {
    for (const [name, field] of Object.entries(Env.shape)) expect([name, field.description]).toEqual([name, expect.stringMatching(/^.{20,}/)]);
  });
});
