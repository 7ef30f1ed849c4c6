const FIRST_SLOTS = 1 << 6
/** Fuller than this, looking for one that is not there takes many steps. */
const FULLEST = 0.6

/**
 * Ids that were met, sixteen bytes for each at most times two: of a file of a gigabyte there are millions. Each stands
 * there as 64 bits of a hash; that two of ten million are taken for one another happens once in 400,000 files.
 */
export class IdSet {
  private slots = new BigUint64Array(FIRST_SLOTS)
  private used = 0

  has(id: string): boolean {
    return this.slots[this.slotOf(hashOf(id))] !== 0n
  }

  add(id: string): void {
    this.put(hashOf(id))
  }

  addAll(others: IdSet): void {
    for (const hash of others.slots) if (hash !== 0n) this.put(hash)
  }

  private put(hash: bigint): void {
    if (this.used >= this.slots.length * FULLEST) this.grow()
    const slot = this.slotOf(hash)
    if (this.slots[slot] === 0n) this.used++
    this.slots[slot] = hash
  }

  /** Where it is, or the empty one where it would be. */
  private slotOf(hash: bigint): number {
    const { slots } = this
    let at = Number(hash & BigInt(slots.length - 1))
    while (slots[at] !== 0n && slots[at] !== hash) at = (at + 1) % slots.length
    return at
  }

  private grow(): void {
    const before = this.slots
    this.slots = new BigUint64Array(before.length * 2)
    for (const hash of before) if (hash !== 0n) this.slots[this.slotOf(hash)] = hash
  }
}

/** Never 0, which is an empty slot. Two rounds of a multiplying hash, each with a start of its own. */
function hashOf(id: string): bigint {
  let [low, high] = [0x811c9dc5, 0x9e3779b9]
  for (let at = 0; at < id.length; at++) {
    const unit = id.charCodeAt(at)
    low = Math.imul(low ^ unit, 0x01000193)
    high = Math.imul(high ^ unit, 0x85ebca6b) ^ (high >>> 13)
  }
  low = Math.imul(low ^ (low >>> 16), 0x7feb352d) ^ (high >>> 15)
  high = Math.imul(high ^ (high >>> 15), 0x846ca68b) ^ (low >>> 16)
  return ((BigInt(high >>> 0) << 32n) | BigInt(low >>> 0)) || 1n
}
