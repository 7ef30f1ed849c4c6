import type { CopiedRequest } from './copied-request'
import { plainJson, shellJson, shellWord } from './copied-text'

// Linux takes at most 128 KiB in one argument; a longer body is handed to curl on its standard input.
const MAX_ARGUMENT_BYTES = 100_000

/** For sh, bash and zsh (and fish, up to 100 kB). `-N` shows each piece as it comes. */
export function copyAsCurl(request: CopiedRequest): string {
  const json = plainJson(request.body)
  const lines = [
    `curl -N ${shellWord(request.url)}`,
    `-H 'Content-Type: application/json'`,
    ...(request.keyVariable === null ? [] : [`-H "Authorization: Bearer $${request.keyVariable}"`]),
    ...request.headers.map(({ name, value }) => `-H ${shellWord([`${name}: `, ...value])}`)
  ]
  if (Buffer.byteLength(json) <= MAX_ARGUMENT_BYTES) return `${[...lines, `--data-raw ${shellJson(json)}`].join(' \\\n  ')}\n`
  // No line of JSON can be the end mark: each is indented, or a brace.
  return `${[...lines, `--data-binary @- <<'END_OF_BODY'`].join(' \\\n  ')}\n${json}\nEND_OF_BODY\n`
}
