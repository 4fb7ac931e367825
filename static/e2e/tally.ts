import type { FullResult, Reporter, Suite, TestCase, TestResult } from '@playwright/test/reporter'

const briefly = (message: string): string =>
  message
    .split('\n')
    .filter((line) => line.trim())
    .slice(0, 12)
    .join('\n')

/** What failed, and how often, said once more when all have run: where the output is long, its end is what gets read. */
export default class Tally implements Reporter {
  readonly #runs = new Map<string, { ran: number; failed: number; said: string }>()

  onBegin(_: unknown, suite: Suite): void {
    console.log(`${suite.allTests().length} runs`)
  }

  onTestEnd(test: TestCase, result: TestResult): void {
    const [, , file, ...titles] = test.titlePath()
    const name = `${file}:${test.location.line} ${titles.join(' › ')}`
    const run = this.#runs.get(name) ?? { ran: 0, failed: 0, said: '' }
    this.#runs.set(name, run)
    run.ran++
    if (result.status === test.expectedStatus) return
    run.failed++
    run.said ||= briefly(result.error?.message ?? result.status)
    console.log(`failed after ${Math.round(result.duration / 1000)} s: ${name}`)
  }

  onError({ message, value }: { message?: string; value?: string }): void {
    console.log(message ?? value)
  }

  onEnd({ status, duration }: FullResult): void {
    const all = [...this.#runs]
    const failed = all.filter(([, run]) => run.failed > 0).sort(([, a], [, b]) => b.failed - a.failed)
    for (const [name, run] of failed) console.log(`\n${run.failed} of ${run.ran}: ${name}\n${run.said}`)
    const runs = all.reduce((sum, [, run]) => sum + run.ran, 0)
    const took = `${runs} runs of ${all.length} tests in ${Math.round(duration / 1000)} s`
    console.log(status === 'passed' ? `\nNothing failed in ${took}.` : `\n${failed.length} tests failed in ${took}.`)
  }
}
