// PostgreSQL, Kafka and Redis for the cluster specs of a jest run, started side by side. What this machine cannot give is left out: the specs
// that need it are skipped, and scripts/test.mjs has said why.
import { chooseKafka, chooseRedis } from '../libs/testing/src/local-services/service-sources.mjs';
import setUpDatabase from './database-setup.mjs';
import { throwAwayFolder } from './throw-away-folder.mjs';

export default async function setUp() {
  const { provideKafka, provideRedis } = await import('../libs/testing/src/local-services/provide-services.ts');
  globalThis.cdcTestServices = [];
  await Promise.all([
    setUpDatabase(),
    setUpService('kafka', 'CDC_TEST_KAFKA_BROKERS', chooseKafka, provideKafka),
    setUpService('redis', 'CDC_TEST_REDIS_URL', chooseRedis, provideRedis),
  ]);
}

async function setUpService(name, env, choose, provide) {
  if (process.env[env] || !choose()) return;
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
    // Maven could not fetch Kafka: known only now.
    if (error.name !== 'ServiceUnavailableError' || process.env.CDC_REQUIRE === 'all') throw error;
    process.stderr.write(`Skipped here: ${name}: ${error.message}\n`);
  }
}
