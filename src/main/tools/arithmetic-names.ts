type Named = (name: string, given: readonly number[]) => number

export const CONSTANTS: ReadonlyMap<string, number> = new Map([
  ['pi', Math.PI],
  ['tau', 2 * Math.PI],
  ['e', Math.E]
])

/** What an expression may call; looked up in this map alone, so that no name reaches an object of the language. */
export const FUNCTIONS: ReadonlyMap<string, Named> = new Map<string, Named>([
  ['sqrt', one(Math.sqrt)],
  ['cbrt', one(Math.cbrt)],
  ['abs', one(Math.abs)],
  ['exp', one(Math.exp)],
  ['ln', one(Math.log)],
  ['log', one(Math.log10)],
  ['log10', one(Math.log10)],
  ['log2', one(Math.log2)],
  ['sin', one(Math.sin)],
  ['cos', one(Math.cos)],
  ['tan', one(Math.tan)],
  ['asin', one(Math.asin)],
  ['acos', one(Math.acos)],
  ['atan', one(Math.atan)],
  ['floor', one(Math.floor)],
  ['ceil', one(Math.ceil)],
  ['round', one(Math.round)],
  ['trunc', one(Math.trunc)],
  ['sign', one(Math.sign)],
  ['factorial', one(factorial)],
  ['pow', two((base, exponent) => base ** exponent)],
  ['mod', two((value, divisor) => value % divisor)],
  ['min', (_, given) => Math.min(...given)],
  ['max', (_, given) => Math.max(...given)]
])

export function factorial(value: number): number {
  // 171! is beyond the largest number.
  if (!Number.isInteger(value) || value < 0 || value > 170) throw new Error('A factorial wants a whole number from 0 to 170.')
  let product = 1
  for (let factor = 2; factor <= value; factor++) product *= factor
  return product
}

function one(apply: (value: number) => number): Named {
  return (name, [value, ...more]) => {
    if (value === undefined || more.length > 0) throw new Error(`"${name}" takes one argument.`)
    return apply(value)
  }
}

function two(apply: (first: number, second: number) => number): Named {
  return (name, [first, second, ...more]) => {
    if (first === undefined || second === undefined || more.length > 0) throw new Error(`"${name}" takes two arguments.`)
    return apply(first, second)
  }
}
