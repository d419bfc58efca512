// One throw-away PostgreSQL for all specs of a jest run that need one; jest calls this only when such a spec is selected.
import './register-typescript.mjs';
import { throwAwayFolder } from './throw-away-folder.mjs';

export default async function setUp() {
  if (process.env.CDC_TEST_DATABASE_URL) return;
  const folder = await throwAwayFolder('postgres');
  const { startEmbeddedPostgres } = await import('../libs/platform/src/database/embedded/embedded-postgres.ts');
  const postgres = await startEmbeddedPostgres({ dataDir: folder.path, durability: 'off' });
  process.env.CDC_TEST_DATABASE_URL = postgres.url(postgres.superuser, postgres.password);
  globalThis.cdcTestPostgres = {
    async stop() {
      delete process.env.CDC_TEST_DATABASE_URL;
      await postgres.stop();
      await folder.remove();
    },
  };
}
