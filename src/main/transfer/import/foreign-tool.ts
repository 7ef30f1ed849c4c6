/** A tool's name as every provider takes it back: `web.run` would be refused. */
export function toolName(name: string): string {
  return name.replace(/[^\w-]/g, '_').slice(0, 64) || 'tool'
}

/** Text as it is, in a fence longer than any inside it. */
export function fenced(text: string, language = ''): string {
  const longest = [...text.matchAll(/`+/g)].reduce((most, [run]) => Math.max(most, run.length), 2)
  const fence = '`'.repeat(longest + 1)
  return `${fence}${language}\n${text}\n${fence}`
}

/** Stands for a file that an export names and does not hold as text. */
export function placeholder(name: string): string {
  const kind = /\.(?:png|jpe?g|gif|webp|svg|heic|bmp|avif)$/i.test(name) ? 'image' : 'file'
  return name === '' ? `[${kind}]` : `[${kind}: ${name}]`
}

/** Parts of a message, those that say nothing left out. */
export function joined(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('\n\n')
}
