import { createServer, type Server } from 'node:http';
import { SignJWT, exportJWK, exportPKCS8, generateKeyPair, importPKCS8, type CryptoKey, type JWK } from 'jose';
import { z } from 'zod';
import { BearerAuthenticator } from './bearer-authenticator.js';
import { type IdentityOptions } from './identity-options.js';

const Address = z.object({ port: z.number() });

/** An issuer of another organisation: discovery and keys, nothing else. */
class ForeignIssuer {
  readonly calls = { discovery: 0, keys: 0 };
  keys: JWK[] = [];
  claimedIssuer = '';
  broken = false;

  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  static async start(): Promise<ForeignIssuer> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const issuer = new ForeignIssuer(server, `http://127.0.0.1:${Address.parse(server.address()).port}/realms/nhs`);
    issuer.claimedIssuer = issuer.url;
    server.on('request', (request, response) => {
      const isDiscovery = request.url === '/realms/nhs/.well-known/openid-configuration';
      issuer.calls[isDiscovery ? 'discovery' : 'keys'] += 1;
      response.statusCode = issuer.broken ? 500 : 200;
      response.end(
        JSON.stringify(
          isDiscovery ? { issuer: issuer.claimedIssuer, jwks_uri: `${issuer.url}/certs` } : { keys: issuer.keys },
        ),
      );
    });
    return issuer;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

describe('tokens of an external issuer', () => {
  let issuer: ForeignIssuer;
  let privateKey: CryptoKey;
  let authenticator: BearerAuthenticator;

  const options = (): IdentityOptions => ({
    mode: 'production',
    issuerUrl: issuer.url,
    publicUrl: 'https://cdc.example',
    audience: 'cdc-api',
    stateDir: '/nowhere',
    claims: { role: 'urn:role', region: 'urn:region', name: 'preferred_username' },
  });

  const sign = (key = privateKey, kid = 'first') =>
    new SignJWT({ 'urn:role': 'region', 'urn:region': 'Y58' })
      .setProtectedHeader({ alg: 'RS256', kid, typ: 'JWT' })
      .setIssuer(issuer.url)
      .setAudience(['account', 'cdc-api'])
      .setSubject('7f3c')
      .setIssuedAt()
      .setExpirationTime('5m')
      .sign(key);

  beforeEach(async () => {
    issuer = await ForeignIssuer.start();
    const pair = await generateKeyPair('RS256', { extractable: true });
    privateKey = pair.privateKey;
    issuer.keys = [{ ...(await exportJWK(pair.publicKey)), kid: 'first', alg: 'RS256' }];
    authenticator = new BearerAuthenticator(options());
  });

  afterEach(() => issuer.stop());

  it('become a principal by the configured claims; a person without a name goes by their subject', async () => {
    expect(await authenticator.authenticate(`Bearer ${await sign()}`)).toEqual({
      subject: '7f3c',
      name: '7f3c',
      role: 'region',
      region: 'Y58',
    });
  });

  it('cost the issuer one call for discovery and one for keys, however many come', async () => {
    const token = await sign();
    await Promise.all([1, 2, 3].map(() => authenticator.principalOf(token)));
    await authenticator.principalOf(token);
    expect(issuer.calls).toEqual({ discovery: 1, keys: 1 });
  });

  it('signed with an unknown key are refused without asking the issuer each time', async () => {
    const stranger = await generateKeyPair('RS256');
    await authenticator.principalOf(await sign());
    for (const kid of ['x', 'y', 'z']) {
      const refused = authenticator.principalOf(await sign(stranger.privateKey, kid));
      await expect(refused).rejects.toMatchObject({ kind: 'unauthenticated', code: 'TOKEN_INVALID' });
    }
    expect(issuer.calls.keys).toBe(1);
  });

  it.each([
    ['is down', () => issuer.stop()],
    ['answers errors', () => void (issuer.broken = true)],
    ['calls itself something else', () => void (issuer.claimedIssuer = 'https://elsewhere.example')],
  ])('are not accepted while the issuer %s, and the caller learns that it is not their fault', async (_, fault) => {
    const token = await sign();
    await fault();
    await expect(authenticator.principalOf(token)).rejects.toMatchObject({
      kind: 'unavailable',
      code: 'ISSUER_UNAVAILABLE',
    });
  });

  it('are accepted again once the issuer is back', async () => {
    const token = await sign();
    issuer.broken = true;
    await expect(authenticator.principalOf(token)).rejects.toMatchObject({ code: 'ISSUER_UNAVAILABLE' });
    issuer.broken = false;
    expect((await authenticator.principalOf(token)).subject).toBe('7f3c');
  });

  it('signed by the right key in a way that we did not name are refused', async () => {
    issuer.keys = issuer.keys.map(({ alg: _unstated, ...key }) => key);
    const claims = { iss: issuer.url, aud: 'cdc-api', sub: '7f3c', 'urn:role': 'admin' };
    const pem = await exportPKCS8(privateKey);
    const signWith = async (alg: string) =>
      new SignJWT(claims)
        .setProtectedHeader({ alg, kid: 'first' })
        .setIssuedAt()
        .setExpirationTime('5m')
        .sign(await importPKCS8(pem, alg));
    expect((await authenticator.principalOf(await signWith('PS256'))).role).toBe('admin');
    await expect(authenticator.principalOf(await signWith('RS512'))).rejects.toMatchObject({ code: 'TOKEN_INVALID' });
  });

  it.each(['', 'Basic YTpi', 'Bearer', 'Bearer a b', 'Bearer  x', undefined])(
    'are asked for where the header is "%s"',
    async (header) => {
      await expect(authenticator.authenticate(header)).rejects.toMatchObject({ code: 'SIGN_IN_REQUIRED' });
    },
  );

  it('that are not tokens at all are refused without a call to the issuer', async () => {
    await expect(authenticator.authenticate('Bearer not.a.token')).rejects.toMatchObject({ code: 'TOKEN_INVALID' });
    expect(issuer.calls).toEqual({ discovery: 0, keys: 0 });
  });
});
