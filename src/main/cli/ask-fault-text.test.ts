import { expect, it } from 'vitest'
import type { FaultKind } from '../../shared/fault'
import { FAULT_KINDS } from '../../shared/fault'
import { askFaultText } from './ask-fault-text'
import { ASK_USAGE } from './ask-options'

const refused = { kind: 'auth', message: 'no such key', httpStatus: 401 } as const
const said = (kind: FaultKind, locale: 'en' | 'zh-CN'): string => askFaultText({ kind, message: '' }, locale, 'MY_KEY')

it('names the variable that holds a key which is not accepted, and keeps what the provider said', () => {
  expect(askFaultText(refused, 'en', 'MY_KEY')).toBe(
    'The provider did not accept the key in MY_KEY. Put a valid one there and ask again. (HTTP 401) It says: “no such key”'
  )
  expect(askFaultText(refused, 'zh-CN', 'MY_KEY')).toMatch(/MY_KEY.*（HTTP 401）/)
})

it('says how to give a key where none was given', () => {
  for (const locale of ['en', 'zh-CN'] as const) expect(askFaultText(refused, locale, null)).toContain('--key-env')
})

it('sends nobody to the settings of a window, and names only options that there are', () => {
  const answers: readonly FaultKind[] = FAULT_KINDS.slice(0, FAULT_KINDS.indexOf('no_key'))
  for (const kind of answers) {
    for (const locale of ['en', 'zh-CN'] as const) {
      const words = said(kind, locale)
      expect(words).not.toMatch(/settings|设置/)
      for (const option of words.match(/--[a-z-]+/g) ?? []) expect(ASK_USAGE).toContain(`${option} `)
    }
  }
})
