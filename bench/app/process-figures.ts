import { readFileSync } from 'node:fs'
import { processIds, processTree } from '../../tests/soak/process-tree'

/** Linux counts processor time in hundredths of a second, whatever its own clock does. */
const TICKS_PER_SECOND = 100

/** What a program and all it has started have used of the processors so far, in seconds. */
export function processorSeconds(root: number): number {
  return processIds(root).reduce((sum, pid) => sum + ticksOf(pid), 0) / TICKS_PER_SECOND
}

/** Proportional set size of a program and all it has started, in megabytes. */
export function memoryMb(root: number): number {
  return processTree(root).reduce((sum, { pssMb }) => sum + pssMb, 0)
}

function ticksOf(pid: number): number {
  // The name of the program stands in brackets and may hold anything; user and system time are the 14th and 15th field.
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return Number(fields[11]) + Number(fields[12])
}
