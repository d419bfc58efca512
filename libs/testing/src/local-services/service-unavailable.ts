/** This machine cannot give the service. `message` says why and what to do; tests that need it are skipped. */
export class ServiceUnavailableError extends Error {
  override readonly name = 'ServiceUnavailableError';
}
