import { randomUUID } from 'node:crypto'
import type { Fault } from '../shared/fault'
import type { Notice } from '../shared/ipc/events'

/** What the person should know that belongs to no conversation. Kept until dismissed, so a late window sees it too. */
export class Notices {
  private readonly open = new Map<string, Notice>()

  constructor(private readonly onNew: (notice: Notice) => void) {}

  add(fault: Fault, setAside: string | null): void {
    const notice: Notice = { id: randomUUID(), fault, setAside }
    this.open.set(notice.id, notice)
    this.onNew(notice)
  }

  dismiss(id: string): void {
    this.open.delete(id)
  }

  list(): readonly Notice[] {
    return [...this.open.values()]
  }
}
