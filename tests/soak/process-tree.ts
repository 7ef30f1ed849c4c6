import { readdirSync, readFileSync, readlinkSync } from 'node:fs'

/** A process of the app and what it takes of the machine's memory. */
export interface ProcessMemory {
  readonly pid: number
  /** Such as `main`, `renderer` or `network service`. */
  readonly kind: string
  /** Proportional set size: pages that several processes share are counted in parts. */
  readonly pssMb: number
  /**
   * The same without the pages of files: those are the program's own code, and a neighbour that runs the same program
   * takes over a part of them, or gives it back.
   */
  readonly ownMb: number
}

/** The process and everything it has started, as far as they are still there. */
export function processTree(root: number): ProcessMemory[] {
  return processIds(root).flatMap((pid) => {
    const rollup = readProc(pid, 'smaps_rollup')
    const mb = (name: string): number => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(rollup)?.[1] ?? 0) / 1024
    // A process that has just ended has no memory any more.
    if (mb('Pss') === 0) return []
    return [{ pid, kind: kindOf(pid, root), pssMb: mb('Pss'), ownMb: mb('Pss_Anon') + mb('Pss_Shmem') }]
  })
}

/** How many TCP connections the processes hold, listening sockets left out. */
export function tcpConnections(root: number): number {
  const held = new Set(processIds(root).flatMap(socketsOf))
  const tables = readProc(root, 'net/tcp') + readProc(root, 'net/tcp6')
  return tables.split('\n').filter((line) => {
    const fields = line.trim().split(/\s+/)
    return fields[3] === ESTABLISHED && held.has(fields[9] ?? '')
  }).length
}

/** How many files, pipes and sockets the process holds open. */
export function openFiles(pid: number): number {
  return descriptorsOf(pid).length
}

const ESTABLISHED = '01'

/** The process and everything it has started, by their numbers. */
export function processIds(root: number): number[] {
  const parents = new Map(everyPid().map((pid) => [pid, parentOf(pid)]))
  const found = [root]
  for (const one of found) for (const [pid, parent] of parents) if (parent === one) found.push(pid)
  return found
}

function everyPid(): number[] {
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map(Number)
}

function parentOf(pid: number): number {
  // The name of the program stands in brackets and may hold anything.
  const stat = readProc(pid, 'stat')
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1] ?? 0)
}

function kindOf(pid: number, root: number): string {
  if (pid === root) return 'main'
  const command = readProc(pid, 'cmdline').replaceAll('\0', ' ')
  const service = /--utility-sub-type=(\S+)/.exec(command)?.[1]?.split('.').at(-1)
  return service ?? /--type=(\S+)/.exec(command)?.[1] ?? 'other'
}

function socketsOf(pid: number): string[] {
  return descriptorsOf(pid).flatMap((fd) => /^socket:\[(\d+)\]$/.exec(linkOf(pid, fd))?.[1] ?? [])
}

function descriptorsOf(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/fd`)
  } catch (error) {
    return gone(error, [])
  }
}

function linkOf(pid: number, fd: string): string {
  try {
    return readlinkSync(`/proc/${pid}/fd/${fd}`)
  } catch (error) {
    return gone(error, '')
  }
}

function readProc(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8')
  } catch (error) {
    return gone(error, '')
  }
}

/** Processes end while they are looked at. */
function gone<T>(error: unknown, nothing: T): T {
  const code = error instanceof Error && 'code' in error ? error.code : ''
  if (code === 'ENOENT' || code === 'ESRCH') return nothing
  throw error
}
