import { csrfTokenOf, hashOf, isSameToken, newSecret, seal, unseal } from './session-secret.js';

describe('the secret of a session', () => {
  it('is new each time and long', () => {
    const secrets = new Set(Array.from({ length: 100 }, newSecret));
    expect(secrets.size).toBe(100);
    expect([...secrets].every((secret) => secret.length === 43)).toBe(true);
  });

  it('gives back a sealed token', () => {
    const secret = newSecret();
    const sealed = seal('the-access-token', secret);
    expect(sealed).not.toContain('the-access-token');
    expect(unseal(sealed, secret)).toBe('the-access-token');
  });

  it('opens no token that another secret sealed', () => {
    expect(() => unseal(seal('the-access-token', newSecret()), newSecret())).toThrow();
  });

  it('opens no token that was changed', () => {
    const secret = newSecret();
    const sealed = Buffer.from(seal('the-access-token', secret), 'base64url');
    sealed[sealed.length - 1] = (sealed.at(-1) ?? 0) ^ 1;
    expect(() => unseal(sealed.toString('base64url'), secret)).toThrow();
  });

  it('makes one form token, which tells neither the secret nor its hash', () => {
    const secret = newSecret();
    expect(csrfTokenOf(secret)).toBe(csrfTokenOf(secret));
    expect(csrfTokenOf(secret)).not.toBe(csrfTokenOf(newSecret()));
    expect([secret, hashOf(secret)]).not.toContain(csrfTokenOf(secret));
  });

  it.each([
    ['abc', true],
    ['abd', false],
    ['', false],
    [undefined, false],
  ])('compares %s with abc', (given, same) => expect(isSameToken(given, 'abc')).toBe(same));
});
