import { describe, expect, it } from 'vitest'
import { netFault } from './net-error'

describe('netFault', () => {
  it.each([
    ['net::ERR_CONNECTION_REFUSED', 'unreachable'],
    ['net::ERR_NAME_NOT_RESOLVED', 'unreachable'],
    ['net::ERR_INTERNET_DISCONNECTED', 'unreachable'],
    ['net::ERR_PROXY_CONNECTION_FAILED', 'unreachable'],
    ['net::ERR_CONNECTION_TIMED_OUT', 'timeout_connect'],
    ['net::ERR_CERT_AUTHORITY_INVALID', 'tls'],
    ['net::ERR_SSL_PROTOCOL_ERROR', 'tls'],
    ['net::ERR_CONTENT_DECODING_FAILED', 'decode'],
    ['net::ERR_INVALID_HTTP_RESPONSE', 'protocol'],
    ['net::ERR_CONNECTION_RESET', 'network_reset'],
    ['net::ERR_EMPTY_RESPONSE', 'network_reset'],
    ['net::ERR_INCOMPLETE_CHUNKED_ENCODING', 'network_reset'],
    ['net::ERR_CONTENT_LENGTH_MISMATCH', 'network_reset'],
    ['net::ERR_NETWORK_CHANGED', 'network_reset'],
    ['net::ERR_NETWORK_IO_SUSPENDED', 'network_reset'],
    ['net::ERR_HTTP2_PROTOCOL_ERROR', 'network_reset'],
    ['something new', 'network_reset']
  ])('%s is %s', (message, kind) => {
    const { fault } = netFault(new Error(message))
    expect(fault.kind).toBe(kind)
    expect(fault.message).toContain(message.replace('net::', ''))
  })
})
