import { describe, expect, it } from 'vitest'
import type { ProviderId } from '../../../shared/domain/ids'
import type { Provider } from '../../../shared/domain/provider'
import { firstRows, modelGroups, type ModelLists } from './model-rows'

const provider = (id: string): Provider => ({
  id: id as ProviderId, preset: 'custom', name: id, baseUrl: 'http://localhost/v1', keySource: { kind: 'none' }, model: '',
  headers: [], temperature: null, maxTokens: null, limits: { connectMs: 0, firstEventMs: 0, idleMs: 0 },
  assistantPrefix: false, quirks: {}
})

const MODELS: Readonly<Record<string, readonly string[]>> = { a: ['one', 'two'], b: ['Two-large'], c: [] }
const lists: ModelLists = {
  providers: ['a', 'b', 'c'].map(provider),
  models: ({ id }) => MODELS[id] ?? [],
  failed: ({ id }) => id === 'c'
}
const chosen = (providerId: string, model = ''): Parameters<typeof modelGroups>[1] => ({
  providerId: providerId as ProviderId,
  model
})
const names = (...of: Parameters<typeof modelGroups>): string[] =>
  modelGroups(...of).map(({ provider, rows, failed }) => {
    const row = rows.map(({ name, isTyped }) => (isTyped ? `+${name}` : name)).join(' ')
    return `${provider.id}${failed ? '!' : ''}: ${row}`
  })

describe('the models to choose from', () => {
  it('stand under their providers, one whose list failed among them', () => {
    expect(names(lists, chosen('a', 'one'), '')).toEqual(['a: one two', 'b: Two-large', 'c!: '])
  })
  it('hold the chosen one, listed or not', () => {
    expect(names(lists, chosen('c', 'mine'), '')).toEqual(['a: one two', 'b: Two-large', 'c!: mine'])
  })
  it('are narrowed by typing, and what was typed can be taken as it is', () => {
    expect(names(lists, chosen('a', 'one'), ' two ')).toEqual(['a: two', 'b: Two-large'])
    expect(names(lists, chosen('c'), 'TWO')).toEqual(['a: two', 'b: Two-large', 'c: +TWO'])
    expect(names(lists, chosen('a'), 'none')).toEqual(['a: +none'])
  })
  it('are cut after so many', () => {
    expect(firstRows(modelGroups(lists, chosen('a'), ''), 2).map(({ rows }) => rows.length)).toEqual([2, 0, 0])
  })
})
