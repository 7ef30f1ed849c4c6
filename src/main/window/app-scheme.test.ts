import { describe, expect, it, vi } from 'vitest'

vi.mock('electron', () => ({ protocol: {} }))
const { fileFor } = await import('./app-scheme')

describe('fileFor', () => {
  it('finds a file of the page', () => {
    expect(fileFor('rill-app://app/assets/index.js', '/pages')).toBe('/pages/assets/index.js')
  })

  it.each(['rill-app://app/../index.js', 'rill-app://app/%2e%2e/index.js'])('%s stays inside the folder', (address) => {
    expect(fileFor(address, '/pages')).toBe('/pages/index.js')
  })

  it.each([
    'rill-app://app/..%2fsecret.js',
    'rill-app://app/%2e%2e%2f%2e%2e%2fsecret.js',
    'rill-app://app/%E0%A4%A.js',
    'rill-app://elsewhere/index.html',
    'rill-app://app/',
    'rill-app://app/settings.json',
    'rill-app://app/assets/index.js.map%00.js'
  ])('refuses %s', (address) => {
    expect(fileFor(address, '/pages')).toBeNull()
  })
})
