export default async function tearDown() {
  await globalThis.cdcTestPostgres?.stop();
}
