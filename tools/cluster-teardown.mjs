import tearDownDatabase from './database-teardown.mjs';

export default async function tearDown() {
  const services = globalThis.cdcTestServices ?? [];
  await Promise.all([tearDownDatabase(), ...services.map((service) => service.stop())]);
}
