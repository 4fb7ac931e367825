import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defineConfig } from '@playwright/test'

// The real program, with a database of its own that nobody keeps.
const port = Number(process.env.E2E_PORT ?? 18080)
const program = process.env.RONDO ?? '../bin/rondo'
const data = mkdtempSync(join(tmpdir(), 'rondo-e2e-'))

export default defineConfig({
  testDir: 'e2e',
  timeout: 120_000, // a whole meeting, on a machine that is busy
  workers: Number(process.env.E2E_WORKERS ?? 2),
  fullyParallel: true,
  forbidOnly: !!process.env.CI,
  retries: 0,
  reporter: [['list']],
  use: {
    baseURL: `http://127.0.0.1:${port}`,
    // Films of pages that nobody will look at cost more than the meetings; E2E_TRACE=1 makes them.
    trace: { mode: 'retain-on-failure', screenshots: !!process.env.E2E_TRACE, snapshots: !!process.env.E2E_TRACE },
    timezoneId: 'UTC',
    locale: 'en-GB',
    launchOptions: {
      executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
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
    command: `${program} -addr 127.0.0.1:${port} -data ${data}`,
    url: `http://127.0.0.1:${port}/livez`,
    reuseExistingServer: false,
    stderr: process.env.E2E_LOG ? 'pipe' : 'ignore',
  },
})
