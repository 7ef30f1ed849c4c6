/** Lets what begins in one conversation happen in turn, so that the second finds what the first has left. */
export class Turns {
  private readonly last = new Map<string, Promise<unknown>>()

  /** Settles as `job` does; one that fails does not keep the next from its turn. */
  take<T>(id: string, job: () => Promise<T>): Promise<T> {
    const turn = (this.last.get(id) ?? Promise.resolve()).then(job, job)
    this.last.set(id, turn)
    const clear = (): void => {
      if (this.last.get(id) === turn) this.last.delete(id)
    }
    turn.then(clear, clear)
    return turn
  }
}
