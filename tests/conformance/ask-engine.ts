/** One way to run `ask`: in this process, as the command, or inside Electron. */
export interface AskEngine {
  readonly name: string
  /** Whether its network stack speaks HTTP/2. */
  readonly http2: boolean
  /** Whether Stop touches the control; a command of its own cannot. */
  readonly touchesControl: boolean
  /** Whether Stop closes a connection that is still being made. With Node's fetch only the end of its process does. */
  readonly stopsHandshakes: boolean
  start(args: readonly string[], env: Readonly<Record<string, string>>): AskInProgress
  close(): Promise<void>
}

export interface AskInProgress {
  /** Standard output so far. */
  output(): string
  /** What Ctrl+C does. The process that is stopped connects to the control in the same moment, where it is ours. */
  stop(controlPort: number): void
  readonly ended: Promise<AskEnded>
}

export interface AskEnded {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}
