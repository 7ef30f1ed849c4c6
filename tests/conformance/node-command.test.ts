import { inject } from 'vitest'
import { commandEngine } from './command-engine'
import { describeConformance } from './conformance'

describeConformance('ask --engine node', {
  certificate: null,
  makeEngine: () => commandEngine('ask --engine node', false, inject('nodeCommand')),
  http2: false
})
