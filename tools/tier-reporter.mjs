// After jest's own summary: how many tests each tier ran and how long its files took, all workers added up.
const columns = ['passed', 'failed', 'skipped'];

export default class TierReporter {
  #tiers = new Map();

  onTestResult(test, result) {
    const name = test.context.config.displayName?.name ?? 'tests';
    const tier = this.#tiers.get(name) ?? { passed: 0, failed: 0, skipped: 0, ms: 0 };
    tier.passed += result.numPassingTests;
    tier.failed += result.numFailingTests + (result.testExecError ? 1 : 0);
    tier.skipped += result.numPendingTests + result.numTodoTests;
    tier.ms += result.perfStats.end - result.perfStats.start;
    this.#tiers.set(name, tier);
  }

  onRunComplete() {
    const rows = [...this.#tiers].map(([name, tier]) => {
      const counts = columns.map((column) => `${String(tier[column]).padStart(6)} ${column}`).join('');
      return `${name.padEnd(10)}${counts}${(tier.ms / 1000).toFixed(1).padStart(8)} s\n`;
    });
    process.stderr.write(`\n${rows.join('')}`);
  }
}
