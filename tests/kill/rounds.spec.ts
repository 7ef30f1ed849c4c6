import { expect, test } from './kill.fixture'
import { bytesLost, inked, toldText } from './told-text'

const ROUNDS = Number(process.env['RILL_KILL_ROUNDS'] ?? 10)
/** How much of its answer a killed app may have heard, in milliseconds. */
const SPAN_MS = 2_000
/** A round in which less was painted says too little. */
const FEWEST_PAINTED = 200
const MOST_TRIES = 5

/** The moments of all rounds are spread evenly over the stream: each has its own part of it. */
function momentOf(round: number, attempt: number): number {
  // One that comes too early to count is not tried at the same early moment again.
  const part = attempt === 1 ? (round + Math.random()) / ROUNDS : Math.random()
  return part * SPAN_MS
}

for (let round = 0; round < ROUNDS; round++) {
  // Every other round the disk is stuck before the kill: what is sent before its commit has then time to be painted.
  const stuckDisk = round % 2 === 1
  test(`what was painted is kept: round ${round + 1}${stuckDisk ? ', stuck disk' : ''}`, async ({ survivor }, info) => {
    for (let attempt = 1; attempt <= MOST_TRIES; attempt++) {
      const question = `Round ${round + 1}, try ${attempt}: what lies in the river?`
      const { atMs, painted, kept } = await survivor.kill({ question, atMs: momentOf(round, attempt), stuckDisk })
      const counts = inked(painted).length >= FEWEST_PAINTED
      const lost = bytesLost(painted, kept.text)
      const figures = { counts, stuckDisk, atMs, painted: inked(painted).length, kept: inked(kept.text).length, lost }
      info.annotations.push({ type: 'kill', description: JSON.stringify(figures) })
      expect(kept).toMatchObject({ question, integrity: 'ok' })
      expect(lost, `bytes lost; painted ${figures.painted}, kept ${figures.kept} characters`).toBe(0)
      expect(toldText(kept.text.length)).toBe(kept.text)

      await survivor.restart()
      const { window } = survivor
      await window.conversation(question).click()
      if (kept.text !== '') {
        await expect(window.goOn).toBeVisible()
        await expect(window.main).toContainText(window.say('chat_interrupted'))
        expect(inked((await window.answer.textContent()) ?? '')).toBe(inked(kept.text))
      }
      if (counts) return
    }
    throw new Error(`no try painted ${FEWEST_PAINTED} characters`)
  })
}
