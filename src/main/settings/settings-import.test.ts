import { describe, expect, it } from 'vitest'
import type { ProviderId } from '../../shared/domain/ids'
import type { Provider } from '../../shared/domain/provider'
import { MOST_LEARNED_WORDS } from '../../shared/domain/settings'
import { defaultSettings, demoProvider, plainProvider } from './default-settings'
import { settingsText } from './settings-export'
import { readSettingsFile, SettingsFileError, type ImportGround } from './settings-import'

const megallm: Provider = {
  ...plainProvider,
  id: 'their-id' as ProviderId,
  name: 'MegaLLM',
  baseUrl: 'https://ai.megallm.io/v1',
  keySource: { kind: 'environment', variable: 'MEGALLM_KEY' },
  headers: [
    { name: 'x-team', value: 'one' },
    { name: 'X-Auth-Token', value: 'abc' },
    { name: 'x-plain', value: 'sk-live-0123456789abcdef' }
  ],
  quirks: { noTemperature: true }
}
const settings = { ...defaultSettings, theme: 'dark', chosenProviderId: megallm.id } as const

const here = (providers: readonly Provider[] = [demoProvider]): ImportGround => ({
  settings: defaultSettings,
  providers,
  newId: () => 'new-id' as ProviderId,
  normalBaseUrl: (text) => new URL(text).href.replace(/\/$/, ''),
  originOf: (address) => new URL(address).origin
})

const fileOf = (change: object): string => {
  return JSON.stringify({ ...(JSON.parse(settingsText(settings, [demoProvider, megallm]).text) as object), ...change })
}

function problemOf(text: string): unknown {
  try {
    readSettingsFile(text, here())
  } catch (error) {
    if (error instanceof SettingsFileError) return error.problem
    throw error
  }
  return null
}

describe('settingsText', () => {
  it('leaves out what looks like a secret, and says so', () => {
    const odd = { ...megallm, name: 'Odd', baseUrl: 'https://h/v1?api-version=2&api-key=s3cret' }
    const { text, leftOut } = settingsText(settings, [demoProvider, megallm, odd])
    expect(leftOut).toEqual([
      'MegaLLM: X-Auth-Token',
      'MegaLLM: x-plain',
      'Odd: api-key',
      'Odd: X-Auth-Token',
      'Odd: x-plain'
    ])
    for (const secret of ['abc', 'sk-live', 's3cret', 'noTemperature']) expect(text).not.toContain(secret)
    expect(text).toContain('https://h/v1?api-version=2')
  })
})

describe('readSettingsFile', () => {
  it('brings settings and a new provider, under an id of its own and without a key', () => {
    const { change, added, changed } = readSettingsFile(fileOf({}), here())
    expect(change).toEqual({ ...settings, chosenProviderId: 'new-id' })
    const headers = [{ name: 'x-team', value: 'one' }]
    expect(added).toEqual([{ ...megallm, id: 'new-id', keySource: { kind: 'stored' }, headers, quirks: {} }])
    expect(changed).toEqual([])
  })

  it('changes one that is here only at the same origin, and leaves it its key and its secret headers', () => {
    const ours = { ...megallm, model: 'old', keySource: { kind: 'stored' } } as const
    const { added, changed } = readSettingsFile(fileOf({}), here([demoProvider, ours]))
    expect(added).toEqual([])
    expect(changed).toEqual([{ ...ours, model: '' }])
    const elsewhere = { ...ours, baseUrl: 'https://other.example/v1' }
    expect(readSettingsFile(fileOf({}), here([elsewhere])).added[0]?.id).toBe('new-id')
  })

  it('leaves out secrets that a file has all the same', () => {
    const { added, leftOut } = readSettingsFile(fileOf({ providers: [megallm] }), here())
    expect(added[0]?.headers).toEqual([{ name: 'x-team', value: 'one' }])
    expect(leftOut).toEqual(['MegaLLM: X-Auth-Token', 'MegaLLM: x-plain'])
  })

  it('keeps what was chosen here where the file chooses what it does not hold', () => {
    expect(readSettingsFile(fileOf({ providers: [] }), here()).change.chosenProviderId).toBeUndefined()
  })

  it('puts the learned words of the file to those that are here', () => {
    const read = (theirs: string[], ours: string[]): readonly string[] | undefined => {
      const ground = { ...here(), settings: { ...defaultSettings, learnedWords: ours } }
      return readSettingsFile(fileOf({ settings: { learnedWords: theirs } }), ground).change.learnedWords
    }
    expect(read(['tidee', 'moonn', 'moonn'], ['starr', 'tidee'])).toEqual(['starr', 'tidee', 'moonn'])
    const full = Array.from({ length: MOST_LEARNED_WORDS }, (_, number) => `word${number}`)
    expect(read(['moonn'], full)).toEqual(full)
    expect(readSettingsFile(fileOf({ settings: {} }), here()).change).not.toHaveProperty('learnedWords')
  })

  it('says what is wrong with a file', () => {
    expect(problemOf('{')).toEqual({ kind: 'not-json' })
    expect(problemOf(`\ufeff${fileOf({})}`)).toBeNull()
    expect(problemOf('[]')).toEqual({ kind: 'not-settings' })
    expect(problemOf('{"settings":{}}')).toEqual({ kind: 'not-settings' })
    expect(problemOf(fileOf({ version: 99 }))).toEqual({ kind: 'newer' })
    expect(problemOf(fileOf({ settings: { theme: 'mauve' } }))).toEqual({ kind: 'bad-value', at: 'settings.theme' })
    expect(problemOf(fileOf({ providers: {} }))).toEqual({ kind: 'bad-value', at: 'providers' })
    const bad = (change: object): string => fileOf({ providers: [{ ...megallm, ...change }] })
    expect(problemOf(bad({ id: 7 }))).toEqual({ kind: 'bad-value', at: 'providers.0.id' })
    expect(problemOf(bad({ baseUrl: 'nowhere' }))).toEqual({ kind: 'bad-value', at: 'providers.0.baseUrl' })
  })
})
