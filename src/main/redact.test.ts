import { describe, expect, it } from 'vitest'
import { redact } from './redact'

describe('redact', () => {
  it.each([
    'Authorization: Bearer abc.def-123',
    'bearer k',
    'Basic dXNlcjpwYXNz',
    '{"api-key":"k123"}',
    'api_key=k123&x=1',
    'https://user:k123@example.com/v1',
    'https://example.com/v1?token=k123',
    'sk-or-v1-0123456789abcdef',
    'sk_live_k123456789',
    'gsk_k1234567890abc',
    'ghp_k1234567890abc',
    'AIzaSyk123456789012',
    'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJl',
    '3f9a1c77e0b24d5588aa90ce12f4b6d7',
    'Qm9iIHdhcyBoZXJlIGFuZCBsZWZ0IDEyMw'
  ])('masks %s', (text) => {
    const masked = redact(text)
    expect(masked).toContain('***')
    for (const part of ['k123', 'abc', 'dXNl', '0123', 'eyJ', '3f9a', 'Qm9i', 'Bearer k']) expect(masked).not.toContain(part)
  })

  it.each([
    'run-failed',
    '0199d0aa-1111-7000-8000-000000000001',
    'settings.unreadable-2026-11-22-080429.json',
    '/home/someone/.config/Rill/history.sqlite',
    'http://127.0.0.1:41234/v1/chat/completions',
    'gpt-4.1-mini-2025-04-14',
    'meta-llama/Llama-3.3-70B-Instruct',
    '2026-11-22T08:04:29.000Z',
    'ENOSPC: no space left on device, write',
    'tokens per second: 41'
  ])('leaves %s', (text) => {
    expect(redact(text)).toBe(text)
  })
})
