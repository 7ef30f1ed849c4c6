/** A text with places that an environment variable fills in when the copy runs. */
export type Template = readonly (string | { readonly env: string })[]

// What a terminal or a reader could take for something else: other controls, and marks that reverse the reading order.
const DECEPTIVE = /[\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g

/** A value as JSON, indented, with nothing in it that a terminal or an editor would act on. */
export function plainJson(value: unknown): string {
  return JSON.stringify(value, null, 2).replace(DECEPTIVE, escaped)
}

/** A string literal that JSON, JavaScript and Python all read alike. */
export function stringLiteral(text: string): string {
  return JSON.stringify(text).replace(DECEPTIVE, escaped)
}

/** A shell word for sh, bash, zsh and fish: nothing in it is expanded. */
export function shellWord(template: Template): string {
  const word = template.map((part) => (typeof part === 'string' ? shellQuoted(part) : `"$${part.env}"`)).join('')
  return word === '' ? "''" : word
}

/** JSON as a shell word. The two characters that some shells read inside single quotes are written as escapes. */
export function shellJson(json: string): string {
  return `'${json.replace(/'/g, '\\u0027').replace(/\\\\/g, '\\u005c')}'`
}

function shellQuoted(text: string): string {
  // A backslash is outside the quotes, because fish reads `\\` inside them as one.
  return text === '' ? '' : `'${text.replace(/['\\]+/g, (run) => `'${run.replace(/['\\]/g, '\\$&')}'`)}'`
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
}
