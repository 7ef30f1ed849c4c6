/** The names models write after a fence, and the language each stands for. */
const ALIASES: Readonly<Record<string, string>> = {
  sh: 'bash', shell: 'bash', zsh: 'bash', console: 'bash', h: 'c', 'c++': 'cpp', cc: 'cpp', hpp: 'cpp', cs: 'csharp',
  'c#': 'csharp', patch: 'diff', docker: 'dockerfile', golang: 'go', toml: 'ini', conf: 'ini', js: 'javascript',
  jsx: 'javascript', mjs: 'javascript', cjs: 'javascript', jsonc: 'json', json5: 'json', kt: 'kotlin', make: 'makefile',
  md: 'markdown', ps1: 'powershell', py: 'python', python3: 'python', rb: 'ruby', rs: 'rust', ts: 'typescript',
  tsx: 'typescript', mts: 'typescript', html: 'xml', svg: 'xml', vue: 'xml', svelte: 'xml', yml: 'yaml'
}

const SHOWN: Readonly<Record<string, string>> = {
  bash: 'Shell', c: 'C', cpp: 'C++', csharp: 'C#', css: 'CSS', dockerfile: 'Dockerfile', html: 'HTML', ini: 'INI',
  toml: 'TOML', javascript: 'JavaScript', json: 'JSON', markdown: 'Markdown', php: 'PHP', powershell: 'PowerShell',
  sql: 'SQL', svg: 'SVG', typescript: 'TypeScript', tsx: 'TSX', jsx: 'JSX', xml: 'XML', yaml: 'YAML'
}

/** The language whose rules colour this block. */
export function languageKey(written: string): string {
  return ALIASES[written] ?? written
}

/** How a block's language is called on the page; what is not known is shown as it was written. */
export function languageName(written: string): string {
  const key = languageKey(written)
  const named = SHOWN[written] ?? SHOWN[key]
  if (named !== undefined) return named
  return key.length > 24 ? key.slice(0, 24) : key.charAt(0).toUpperCase() + key.slice(1)
}
