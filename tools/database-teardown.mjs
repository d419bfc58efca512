/** Called once for each tier that had the server; the first call stops it. */
export default async function tearDown() {
  const postgres = globalThis.cdcTestPostgres;
  delete globalThis.cdcTestPostgres;
  await postgres?.stop();
}
