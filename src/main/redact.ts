const mask = '***'

/**
 * What gives a key away, from the sure signs to the mere looks. Ids (UUIDs), dates, addresses and paths stay
 * readable: `.`, `/` and `:` end a token, and the last two rules want more than hyphenated lower case.
 */
const signs: readonly (readonly [RegExp, string])[] = [
  [/\b(bearer|basic)\s+[^\s"',;]+/gi, `$1 ${mask}`],
  [/((?:authorization|[\w-]*(?:api[-_]?key|secret|token|password))["']?\s*[:=]\s*["']?)[^\s"',;&]+/gi, `$1${mask}`],
  [/:\/\/[^\s/@]+@/g, `://${mask}@`],
  [/\b(?:sk|pk|rk|gsk|xai|hf|ghp|gho|ghs|github_pat|glpat|AIza|AKIA)[-_]?[\w-]{8,}/g, mask],
  [/\beyJ[\w-]{8,}(?:\.[\w-]+)*/g, mask],
  [/(?<![\w-])(?=[\w-]*[a-z])(?=[\w-]*[A-Z])(?=[\w-]*\d)[\w-]{20,}(?![\w-])/g, mask],
  [/(?<![\w-])(?=\w*\d)(?=\w*[A-Za-z])[A-Za-z0-9]{28,}(?![\w-])/g, mask]
]

/** The text with everything that looks like a key masked. */
export function redact(text: string): string {
  return signs.reduce((left, [sign, instead]) => left.replace(sign, instead), text)
}
