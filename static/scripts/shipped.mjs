// Prints the packages of which something ends up in the page, as it is built, one a line.
import { build } from 'vite'

const { output } = await build({ logLevel: 'silent', build: { write: false } })
const modules = output.flatMap((file) => (file.type === 'chunk' ? Object.entries(file.modules) : []))
const packages = modules
  .filter(([, { renderedLength }]) => renderedLength > 0)
  .flatMap(([id]) => /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(id)?.[1] ?? [])
console.log([...new Set(packages)].sort().join('\n'))
