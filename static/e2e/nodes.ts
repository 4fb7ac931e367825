import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'

/** Several nodes on one Redis, and a balancer that sends every request to another of them. */
export class Nodes {
  readonly #pids = new Map<string, number>()
  #redis = ''
  #url = ''
  private constructor(private readonly process: ChildProcess) {}

  static async start(n: number): Promise<Nodes> {
    const program = spawn('../bin/cluster', ['-n', `${n}`, '-addr', '127.0.0.1:0', '-rondo', '../bin/rondo'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    const nodes = new Nodes(program)
    for await (const line of createInterface(program.stdout)) {
      const node = /^node at .*, node (\w+), process (\d+)$/.exec(line)
      if (node) nodes.#pids.set(node[1] ?? '', Number(node[2]))
      nodes.#redis = /^Redis is at (.*)$/.exec(line)?.[1] ?? nodes.#redis
      nodes.#url = /^Rondo is at (http:\/\/[^,]+)/.exec(line)?.[1] ?? nodes.#url
      if (nodes.#url) return nodes
    }
    throw new Error('the nodes did not start')
  }

  get url(): string {
    return this.#url
  }

  /** As the power would: the node that has the room is gone without a goodbye. */
  killOwner(room: string): void {
    const owner = spawnSync('redis-cli', ['-s', this.#redis, 'GET', `rondo:{${room}}:own`])
      .stdout.toString()
      .trim()
    const pid = this.#pids.get(owner)
    if (!pid) throw new Error(`the room is at no node: ${owner}`)
    process.kill(pid, 'SIGKILL')
    this.#pids.delete(owner)
  }

  async end(): Promise<void> {
    const gone = new Promise((resolve) => this.process.once('exit', resolve))
    this.process.kill('SIGTERM')
    await gone
  }
}
