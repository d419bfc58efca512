export interface FormRequest {
  readonly origin: string | undefined;
  readonly fetchSite: string | undefined;
  readonly host: string | undefined;
}

/**
 * True when a form was sent from a page of this service. A browser names the origin of every POST; a request that names none is refused.
 * @param publicUrl where people reach the service; a machine's own names for itself count beside it
 */
export function isOwnForm({ origin, fetchSite, host }: FormRequest, publicUrl: string): boolean {
  if (origin === undefined || (fetchSite !== undefined && fetchSite !== 'same-origin')) return false;
  if (origin === new URL(publicUrl).origin) return true;
  if (!URL.canParse(origin)) return false;
  const from = new URL(origin);
  return ['localhost', '127.0.0.1'].includes(from.hostname) && from.protocol === 'http:' && from.host === host;
}
