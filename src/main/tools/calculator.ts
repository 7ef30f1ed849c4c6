import { evaluate } from './arithmetic'
import type { Tool } from './tool'

export const calculator: Tool = {
  name: 'calculator',
  description:
    'Evaluates an arithmetic expression and returns its value. Knows + - * / % ^ ! and parentheses, pi, e, and functions ' +
    'such as sqrt, ln, log10, sin, round, min, max.',
  parameters: {
    type: 'object',
    properties: { expression: { type: 'string', description: 'For example: (17 + 25) * 3 / sqrt(2)' } },
    required: ['expression'],
    additionalProperties: false
  },
  async run(args) {
    const expression = args['expression']
    if (typeof expression !== 'string' || expression.trim() === '') throw new Error('The expression is missing.')
    return shown(evaluate(expression))
  }
}

/** Fifteen digits are what a double holds; the sixteenth would show 0.1 + 0.2 as 0.30000000000000004. */
function shown(value: number): string {
  return String(Number.isSafeInteger(value) ? value : Number(value.toPrecision(15)))
}
