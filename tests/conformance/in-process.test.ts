import { describeConformance } from './conformance'
import { inProcessEngine } from './in-process-engine'

describeConformance('Node engine, in this process', { certificate: null, makeEngine: inProcessEngine, http2: false })
