import { CONSTANTS, FUNCTIONS, factorial } from './arithmetic-names'

const MAX_LENGTH = 1_000
/** Deeper nesting than any sum a person or a model means; keeps the recursion off the stack's end. */
const MAX_DEPTH = 100

const TOKEN = /\s*(?:(\d+\.?\d*(?:e[+-]?\d+)?|\.\d+(?:e[+-]?\d+)?)|([a-z_][a-z0-9_]*)|(\*\*|[-+*/%^(),!])|(\S))/giy

/** Signs as people and models write them, in the plain form. */
const PLAIN_SIGNS = new Map([...'×·÷−–＋（），'].map((sign, at) => [sign, '**/--+(),'.charAt(at)]))

type Token =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'name'; readonly text: string }
  | { readonly kind: 'mark'; readonly text: string }

/** The value of an arithmetic expression; runs no code of it. Throws an `Error` with a sentence when it is none. */
export function evaluate(expression: string): number {
  if (expression.length > MAX_LENGTH) throw new Error(`The expression is longer than ${MAX_LENGTH} characters.`)
  const parser = new Parser(tokens(expression))
  const value = parser.sum(0)
  parser.end()
  if (Number.isNaN(value)) throw new Error('The result is not a number.')
  if (!Number.isFinite(value)) throw new Error('The result is too large, or something is divided by zero.')
  return value
}

function tokens(expression: string): Token[] {
  const text = expression.trim().replace(/[×·÷−–＋（），]/g, (sign) => PLAIN_SIGNS.get(sign) ?? sign)
  const found: Token[] = []
  for (const [, number, name, mark, other] of text.matchAll(TOKEN)) {
    if (number !== undefined) found.push({ kind: 'number', value: Number(number) })
    if (name !== undefined) found.push({ kind: 'name', text: name.toLowerCase() })
    if (mark !== undefined) found.push({ kind: 'mark', text: mark === '**' ? '^' : mark })
    if (other !== undefined) throw new Error(`"${other}" is not part of arithmetic.`)
  }
  return found
}

/** Recursive descent; each level of the grammar evaluates as it reads. */
class Parser {
  #at = 0

  constructor(private readonly tokens: readonly Token[]) {}

  sum(depth: number): number {
    if (depth > MAX_DEPTH) throw new Error('The expression is nested too deeply.')
    let value = this.#product(depth)
    for (;;) {
      if (this.#take('+')) value += this.#product(depth)
      else if (this.#take('-')) value -= this.#product(depth)
      else return value
    }
  }

  end(): void {
    const left = this.tokens[this.#at]
    if (left) throw new Error(`The expression does not make sense from "${textOf(left)}" on.`)
  }

  #product(depth: number): number {
    let value = this.#signed(depth)
    for (;;) {
      if (this.#take('*')) value *= this.#signed(depth)
      else if (this.#take('/')) value /= this.#signed(depth)
      else if (this.#take('%')) value %= this.#signed(depth)
      else return value
    }
  }

  /** A sign binds less than a power: -2^2 is -4. */
  #signed(depth: number): number {
    if (depth > MAX_DEPTH) throw new Error('The expression is nested too deeply.')
    if (this.#take('-')) return -this.#signed(depth + 1)
    if (this.#take('+')) return this.#signed(depth + 1)
    const base = this.#value(depth)
    // Powers hang to the right: 2^3^2 is 2^9.
    return this.#take('^') ? base ** this.#signed(depth + 1) : base
  }

  #value(depth: number): number {
    let value = this.#plainValue(depth)
    while (this.#take('!')) value = factorial(value)
    return value
  }

  #plainValue(depth: number): number {
    const token = this.tokens[this.#at++]
    if (!token) throw new Error('The expression ends too early.')
    if (token.kind === 'number') return token.value
    if (token.kind === 'name') return this.#named(token.text, depth)
    if (token.text !== '(') throw new Error(`A number was expected at "${token.text}".`)
    const value = this.sum(depth + 1)
    this.#close()
    return value
  }

  #named(name: string, depth: number): number {
    const constant = CONSTANTS.get(name)
    if (constant !== undefined) return constant
    const named = FUNCTIONS.get(name)
    if (!named) throw new Error(`"${name}" is not known here.`)
    if (!this.#take('(')) throw new Error(`"${name}" needs its argument in parentheses.`)
    const given = [this.sum(depth + 1)]
    while (this.#take(',')) given.push(this.sum(depth + 1))
    this.#close()
    return named(name, given)
  }

  #close(): void {
    if (!this.#take(')')) throw new Error('A closing parenthesis is missing.')
  }

  #take(mark: string): boolean {
    const token = this.tokens[this.#at]
    if (token?.kind !== 'mark' || token.text !== mark) return false
    this.#at++
    return true
  }
}

function textOf(token: Token): string {
  return token.kind === 'number' ? String(token.value) : token.text
}
