import { expect, it } from 'vitest'
import { isFormulaBegun } from './begun-formula'

it.each([
  '', 'x', 'x ', 'x_', 'x_1', 'x_{max', 'f(x', 'a, b', 'n-1', 'E = mc^2', 'mc^2', 'PV = nRT', 'dx/dt', '\\', '\\frac{a', 'α',
  '2x', '2x - 1', '3 \\times 4', '10^{-3}', '(', '(a, b', '[0, 1', '|x|', '-x', 'v_{\\text{max at the start}} = 1',
  'H_2O', 'C_6H_{12', '(2x', '(2x+1', '(ab)', '(ab)^n', '-2x+1', 'f: A', 'n!', "f'"
])('a formula is begun: %j', (rest) => expect(isFormulaBegun(rest)).toBe(true))

it.each([
  '5', '5/month', '5 and', '1,000+ per', '0.50/1K tokens', '5-10', '5M + equity', 'HOME/bin', 'foo is', 'x and', 'my_var', 'x_total',
  '(pwd)', '{HOME}', 'a = b, where nothing else', 'x = 需要十分', 'x$', `x=${'a'.repeat(1_000)}`
])('none is: %j', (rest) => expect(isFormulaBegun(rest)).toBe(false))
