// PostgreSQL, Kafka and Redis for the cluster specs of a jest run, started side by side. What this machine cannot give is left out, and the
// specs that need it are skipped.
import setUpDatabase from './database-setup.mjs';
import { throwAwayFolder } from './throw-away-folder.mjs';

export default async function setUp() {
  const { provideKafka, provideRedis } = await import('../libs/testing/src/local-services/provide-services.ts');
  globalThis.cdcTestServices = [];
  await Promise.all([
    setUpDatabase(),
    setUpService('kafka', 'CDC_TEST_KAFKA_BROKERS', provideKafka),
    setUpService('redis', 'CDC_TEST_REDIS_URL', provideRedis),
  ]);
}

async function setUpService(name, env, provide) {
  if (process.env[env]) return;
  const folder = await throwAwayFolder(name);
  try {
    const service = await provide({ dataDir: folder.path });
    process.env[env] = service.address;
    globalThis.cdcTestServices.push({
      async stop() {
        delete process.env[env];
        await service.stop();
        await folder.remove();
      },
    });
  } catch (error) {
    await folder.remove();
    if (error.name !== 'ServiceUnavailableError' || process.env.CDC_REQUIRE === 'all') throw error;
    process.stderr.write(`Skipped here: ${name}: ${error.message}\n`);
  }
}
