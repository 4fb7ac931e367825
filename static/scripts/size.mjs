// Prints what a browser fetches until a person can join, gzip, and fails above the budget of 60 kB.
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'

const manifest = JSON.parse(readFileSync('dist/.vite/manifest.json', 'utf8'))
const first = new Set(['index.html'])

/** An entry with everything it imports at once; what it imports later is not part of the first page. */
function take(key) {
  const chunk = manifest[key]
  if (!chunk || first.has(chunk.file)) return
  first.add(chunk.file)
  for (const css of chunk.css ?? []) first.add(css)
  for (const asset of chunk.assets ?? []) first.add(asset)
  for (const other of chunk.imports ?? []) take(other)
}
take('index.html')

let sum = 0
for (const file of first) {
  const raw = readFileSync(`dist/${file}`)
  const size = file.endsWith('.woff2') ? raw.length : gzipSync(raw, { level: 9 }).length
  sum += size
  console.log(`${(size / 1000).toFixed(1).padStart(6)} kB  ${file}`)
}
const budget = 60 * 1024
console.log(
  `${(sum / 1000).toFixed(1).padStart(6)} kB  until a person can join; the budget is ${(budget / 1000).toFixed(1)} kB`,
)
process.exit(sum > budget ? 1 : 0)
