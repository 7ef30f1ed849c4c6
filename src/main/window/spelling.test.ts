import { describe, expect, it } from 'vitest'
import { Spelling, type Fetcher, type SpellingWorld } from './spelling'

type Listener = (event: unknown, language: string) => void

function opened(platform: NodeJS.Platform = 'linux') {
  const did: string[] = []
  const heard = new Map<string, Listener>()
  const fetcher: Fetcher = {
    setProxy: () => Promise.resolve(),
    setSpellCheckerDictionaryDownloadURL: (url) => did.push(`from ${url}`),
    setSpellCheckerEnabled: () => undefined,
    setSpellCheckerLanguages: (languages) => did.push(`fetch ${languages.join()}`),
    on: (event: string, listener: Listener) => heard.set(event, listener)
  }
  const world: SpellingWorld = {
    platform,
    page: {
      availableSpellCheckerLanguages: platform === 'darwin' ? [] : ['en-GB', 'fr'],
      setSpellCheckerEnabled: (on) => did.push(on ? 'on' : 'off'),
      setSpellCheckerLanguages: (languages) => did.push(`check ${languages.join()}`)
    },
    fetcher: () => {
      did.push('fetcher')
      return fetcher
    },
    proxy: () => ({ mode: 'system' }),
    from: 'https://dictionaries.example/',
    changed: ({ phase }) => did.push(phase),
    giveUp: () => did.push('give up')
  }
  const tell = (event: string, language: string): void => heard.get(`spellcheck-dictionary-${event}`)?.(null, language)
  return { spelling: new Spelling(world), did, tell }
}

describe('Spelling', () => {
  it('fetches nothing and makes no session while no language is chosen', async () => {
    const { spelling, did } = opened()
    await spelling.follow('')
    expect(did).toEqual([])
    expect(spelling.state.phase).toBe('off')
  })

  it('fetches the dictionary of a language, and only then checks', async () => {
    const { spelling, did, tell } = opened()
    await spelling.follow('fr')
    expect(did).toEqual(['off', 'coming', 'fetcher', 'from https://dictionaries.example/', 'fetch fr'])
    tell('initialized', 'fr')
    expect(did.slice(5)).toEqual(['check fr', 'on', 'ready'])
    await spelling.follow('fr')
    expect(did).toHaveLength(8)
    await spelling.follow('')
    expect(did.slice(8)).toEqual(['fetch ', 'off', 'off'])
  })

  it('forgets a choice whose dictionary does not come, and can be asked again', async () => {
    const { spelling, did, tell } = opened()
    await spelling.follow('fr')
    tell('download-failure', 'fr')
    expect(did.slice(5)).toEqual(['fetch ', 'failed', 'give up'])
    await spelling.follow('')
    expect(spelling.state.phase).toBe('failed')
    await spelling.follow('fr')
    expect(spelling.state.phase).toBe('coming')
  })

  it('passes over the dictionary of a language that is no longer wanted', async () => {
    const { spelling, did, tell } = opened()
    await spelling.follow('fr')
    await spelling.follow('en-GB')
    tell('initialized', 'fr')
    expect(did).not.toContain('check fr')
    tell('initialized', 'en-GB')
    expect(did).toContain('check en-GB')
  })

  it('leaves it to the system on macOS', async () => {
    const { spelling, did } = opened('darwin')
    await spelling.follow('system')
    expect(did).toEqual(['on', 'ready'])
  })
})
