import type { MeasuredApp } from './measured-app'

/** Stops every answer that is being written, and waits until the window knows. */
export async function stopAll({ page, rill }: MeasuredApp): Promise<void> {
  await page.evaluate(async () => {
    const live = await window.rill.call('chat:live', {})
    if (!live.ok) throw new Error(live.fault.message)
    await Promise.all(live.value.map(({ runId }) => window.rill.call('chat:stop', { runId })))
  })
  await rill.stop.waitFor({ state: 'hidden' })
}
