import { inject } from 'vitest'
import { commandEngine } from './command-engine'
import { describeConformance } from './conformance'

describeConformance('ask --engine node', {
  certificate: null,
  makeEngine: () => commandEngine({ name: 'ask', http2: false, command: [...inject('nodeCommand'), 'ask'] }),
  http2: false
})
