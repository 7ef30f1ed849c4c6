import type { Page } from '@playwright/test'
import type { ConversationId } from '../../src/shared/domain/ids'
import type { Bridge } from '../../src/shared/ipc/bridge'

/** Deletes it as the person would, without the way there. */
export async function deleteConversation(page: Page, conversationId: ConversationId): Promise<void> {
  await page.evaluate(async (conversationId) => {
    const { call } = Reflect.get(window, 'rill') as Bridge
    const reply = await call('conversations:delete', { conversationId })
    if (!reply.ok) throw new Error(reply.fault.message)
  }, conversationId)
}
