import { describe, expect, it } from 'vitest'
import { readNumber } from './valid-number'
import { headerError } from './valid-header'
import { baseUrlError, hostOf, isUnprotected } from './valid-base-url'

describe('numbers', () => {
  const temperature = { min: 0, max: 2, whole: false }

  it('are read, also with a decimal comma, and an empty field is none', () => {
    expect(readNumber(' 0.7 ', temperature)).toEqual({ ok: true, value: 0.7 })
    expect(readNumber('0,7', temperature)).toEqual({ ok: true, value: 0.7 })
    expect(readNumber('0', temperature)).toEqual({ ok: true, value: 0 })
    expect(readNumber('  ', temperature)).toEqual({ ok: true, value: null })
  })

  it('out of range, in parts or no numbers get a sentence', () => {
    for (const typed of ['2.1', '-1', 'hot', 'Infinity', 'NaN', '1,2,3']) {
      expect(readNumber(typed, temperature), typed).toEqual({ ok: false, error: 'A number from 0 to 2.' })
    }
    expect(readNumber('1.5', { min: 0, max: 10, whole: true })).toEqual({
      ok: false,
      error: 'A whole number from 0 to 10.'
    })
  })
})

describe('headers', () => {
  it('take what a header can be', () => {
    expect(headerError({ name: 'X-Title', value: 'Rill, at home' })).toBeNull()
    expect(headerError({ name: 'HTTP-Referer', value: '' })).toBeNull()
  })

  it('refuse line breaks, names that are none, and keys', () => {
    expect(headerError({ name: 'X-A', value: 'a\r\nX-B: c' })).toContain('one line')
    expect(headerError({ name: 'X-A', value: '标题' })).toContain('one line')
    for (const name of ['', 'X A', 'X:A', '名']) expect(headerError({ name, value: '' }), name).toContain('cannot be')
    expect(headerError({ name: 'Authorization', value: 'Bearer x' })).toContain('carries the key')
    expect(headerError({ name: 'API-KEY', value: 'x' })).toContain('carries the key')
  })
})

describe('base URLs', () => {
  it('are web addresses', () => {
    expect(baseUrlError('https://ai.megallm.io/v1')).toBeNull()
    expect(baseUrlError(' http://localhost:11434/v1 ')).toBeNull()
    for (const typed of ['', 'ai.megallm.io/v1', 'ftp://host/v1', 'javascript:alert(1)', 'https://']) {
      expect(baseUrlError(typed), typed).not.toBeNull()
    }
  })

  it('warn of plain http anywhere but on this computer', () => {
    expect(isUnprotected('http://192.168.1.4:8000/v1')).toBe(true)
    expect(isUnprotected('http://example.com/v1')).toBe(true)
    for (const typed of ['https://example.com', 'http://localhost:1', 'http://127.0.0.1:1234', 'http://[::1]:80']) {
      expect(isUnprotected(typed), typed).toBe(false)
    }
  })

  it('are told apart by their host', () => {
    expect(hostOf('http://localhost:11434/v1')).toBe('localhost:11434')
    expect(hostOf('')).toBe('')
  })
})
