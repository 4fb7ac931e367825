import { defineConfig } from '@playwright/test'
import { browser } from './scripts/browser.mjs'

// The real program, with a database of its own that nobody keeps. The system gives it a port, and it says which.
const program = process.env.RONDO ?? '../bin/rondo'

export default defineConfig({
  testDir: 'e2e',
  // Only what hangs runs into these, however busy the machine is. Where time itself is the point, the test says so.
  timeout: 300_000,
  expect: { timeout: 45_000 },
  workers: Number(process.env.E2E_WORKERS ?? 2),
  fullyParallel: true,
  forbidOnly: !!process.env.CI,
  retries: 0,
  reporter: [['list'], ['./e2e/tally.ts']],
  use: {
    baseURL: `http://${process.env.RONDO_ADDRESS}`,
    // Films of pages that nobody will look at cost more than the meetings; E2E_TRACE=1 makes them.
    trace: { mode: 'retain-on-failure', screenshots: !!process.env.E2E_TRACE, snapshots: !!process.env.E2E_TRACE },
    // An arc that sweeps is drawn sixty times a second by every page of a meeting. Tests for which it moves say so.
    contextOptions: { reducedMotion: 'reduce' },
    timezoneId: 'UTC',
    locale: 'en-GB',
    launchOptions: {
      executablePath: browser,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  webServer: {
    command: `exec ${program} -addr 127.0.0.1:0 -data test-results/data -raise-limits 5`,
    wait: { stdout: /Rondo is at http:\/\/(?<rondo_address>\S+)/ },
    stderr: process.env.E2E_LOG ? 'pipe' : 'ignore',
  },
})
