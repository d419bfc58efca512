import { readEnv } from '../config/env.js';
import { identityOptions, pageOrigins } from './identity-options.js';

describe('identity options', () => {
  it('trust the platform itself in development mode, whatever is set for another issuer', () => {
    const env = readEnv({
      PORT: '9000',
      CDC_OIDC_AUDIENCE: 'api',
      CDC_OIDC_CLIENT_ID: 'pages',
      CDC_OIDC_ISSUER: 'https://id.example',
      CDC_INTERNAL_URL: 'http://ingress:8080',
    });
    expect(identityOptions(env, '/data')).toEqual({
      mode: 'development',
      publicUrl: 'http://localhost:9000',
      internalUrl: 'http://ingress:8080',
      stateDir: '/data',
      issuerUrl: 'http://localhost:9000/oidc',
      audience: 'urn:cdc-delivery-tracker',
    });
  });

  it('trust the configured issuer in production', () => {
    const env = readEnv({
      CDC_MODE: 'production',
      CDC_PUBLIC_URL: 'https://cdc.example',
      CDC_INTERNAL_URL: 'http://ingress:8080',
      CDC_OIDC_ISSUER: 'https://id.example',
      CDC_OIDC_AUDIENCE: 'api',
      CDC_OIDC_CLIENT_ID: 'pages',
      CDC_OIDC_CLIENT_SECRET: 'quiet',
    });
    expect(identityOptions(env, '/data')).toEqual({
      mode: 'production',
      publicUrl: 'https://cdc.example',
      stateDir: '/data',
      issuerUrl: 'https://id.example',
      audience: 'api',
      client: { id: 'pages', secret: 'quiet' },
    });
  });

  it('never fall back to the development issuer in production', () => {
    const env = { ...readEnv({}), CDC_MODE: 'production' as const };
    expect(() => identityOptions(env, '/data')).toThrow('production mode needs CDC_OIDC_ISSUER');
  });

  it('know that localhost has two names, and that no other host has', () => {
    expect(pageOrigins('http://localhost:8080')).toEqual(['http://localhost:8080', 'http://127.0.0.1:8080']);
    expect(pageOrigins('https://cdc.example/')).toEqual(['https://cdc.example']);
  });
});
