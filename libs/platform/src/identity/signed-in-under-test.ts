import { developmentClient, principalOf, type Principal } from '@cdc/access';

/** A demonstration identity as one that has signed in. @param client as in `region-y60` */
export function signedIn(client: string): Principal {
  const found = developmentClient(client);
  if (!found) throw new RangeError(`no demonstration client ${client}`);
  return principalOf(found);
}
