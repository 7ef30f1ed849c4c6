import { setPriority } from 'node:os'

/** Half way down: whatever else needs the same core gets nine tenths of it. */
const NICENESS = 10

// Loading the tables takes a quarter of a second of a core just when an answer begins, and a count may be late where a
// frame may not. Linux alone has this for one thread: elsewhere the whole program would step back.
if (process.platform === 'linux') {
  try {
    setPriority(NICENESS)
  } catch {
    // A sandbox forbids it: the count takes its turn among the others.
  }
}
