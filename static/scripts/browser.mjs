import { existsSync } from 'node:fs'

// The shell without a browser around it loads and draws a page for less than half of what Chromium takes.
const shell = '/usr/lib/chromium/chromium-headless-shell'

/** The browser that tests and pictures use, as scripts/deps.sh installs it. */
export const browser = process.env.CHROMIUM || (existsSync(shell) ? shell : '/usr/bin/chromium')
