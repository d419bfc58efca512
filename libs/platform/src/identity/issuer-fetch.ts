import { type IdentityOptions } from './identity-options.js';

export type IssuerFetch = (address: string, init: RequestInit) => Promise<Response>;

/**
 * How this process asks the issuer. The development issuer's metadata give the addresses that browsers use, and a process of a cluster may not
 * reach those: what goes to our public origin goes to the internal one instead. Every other address, as an external issuer's, is left alone.
 */
export function issuerFetch({ publicUrl, internalUrl = publicUrl }: Pick<IdentityOptions, 'publicUrl' | 'internalUrl'>): IssuerFetch {
  const { origin } = new URL(publicUrl);
  return (address, init) => {
    const { origin: asked, pathname, search } = new URL(address);
    return fetch(asked === origin ? new URL(pathname + search, internalUrl) : address, init);
  };
}
