import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/** A program of the test's own, to be killed and started again on the same port with the same data. */
export class Program {
  #process: ChildProcess | undefined
  readonly #data = mkdtempSync(join(tmpdir(), 'rondo-'))
  private constructor(private readonly address: string) {}

  static async start(): Promise<Program> {
    const program = new Program(`127.0.0.1:${await freePort()}`)
    await program.start()
    return program
  }

  get url(): string {
    return `http://${this.address}`
  }

  /** It listens as soon as it says where. */
  async start(): Promise<void> {
    const program = spawn(process.env.RONDO ?? '../bin/rondo', ['-addr', this.address, '-data', this.#data], {
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    this.#process = program
    for await (const line of createInterface(program.stdout)) if (line.startsWith('Rondo is at')) return
    throw new Error('the program did not start')
  }

  /** As the power would: no goodbye to anybody. */
  async kill(): Promise<void> {
    const gone = new Promise((resolve) => this.#process?.once('exit', resolve))
    this.#process?.kill('SIGKILL')
    await gone
  }

  async end(): Promise<void> {
    await this.kill()
    rmSync(this.#data, { recursive: true })
  }
}

/** Below those that the system gives to connections: none of them may take it while the program is away. */
async function freePort(): Promise<number> {
  const port = 10_000 + Math.floor(Math.random() * 20_000)
  const server = createServer()
  const free = await new Promise((resolve) => {
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => resolve(true))
  })
  await new Promise((resolve) => server.close(resolve))
  return free ? port : freePort()
}
