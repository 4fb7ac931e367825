import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A program of the test's own, to be killed and started again on the same port with the same data. */
export class Program {
  #process: ChildProcess | undefined
  private constructor(
    readonly url: string,
    private readonly args: string[],
  ) {}

  static async start(): Promise<Program> {
    const address = `127.0.0.1:${await freePort()}`
    const program = new Program(`http://${address}`, ['-addr', address, '-data', mkdtempSync(join(tmpdir(), 'rondo-'))])
    await program.start()
    return program
  }

  async start(): Promise<void> {
    this.#process = spawn(process.env.RONDO ?? '../bin/rondo', this.args, { stdio: 'ignore' })
    for (let i = 0; i < 200; i++) {
      if (
        await fetch(`${this.url}/livez`).then(
          (a) => a.ok,
          () => false,
        )
      )
        return
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    throw new Error('the program did not start')
  }

  /** As the power would: no goodbye to anybody. */
  async kill(): Promise<void> {
    const gone = new Promise((resolve) => this.#process?.once('exit', resolve))
    this.#process?.kill('SIGKILL')
    await gone
  }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const at = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (at === null || typeof at === 'string') throw new Error('no port')
  return at.port
}
