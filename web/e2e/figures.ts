/** Says what was measured, the worst of it last; fails when a budget does not hold. */
import type { Reporter, TestCase, TestResult } from '@playwright/test/reporter';

export default class Figures implements Reporter {
  private last = '';

  onTestEnd(test: TestCase, result: TestResult): void {
    const all = result.annotations.map((own) => own.description ?? '');
    for (const own of all) console.log(own);
    for (const error of result.errors) console.error(`${test.title}: ${error.message ?? ''}`);
    this.last = [this.last, ...result.annotations.flatMap(({ type }) => type)].join(' ').trim();
  }

  onEnd(): void {
    console.log(this.last);
  }
}
