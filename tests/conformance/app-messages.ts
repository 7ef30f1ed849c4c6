/** Lines of JSON between the test and the Electron process that runs many questions. */
export type ToApp =
  | { readonly do: 'ask'; readonly id: number; readonly args: readonly string[]; readonly env: Readonly<Record<string, string>> }
  | { readonly do: 'stop'; readonly id: number; readonly controlPort: number }

export type FromApp =
  | { readonly say: 'ready' }
  | { readonly say: 'out' | 'err'; readonly id: number; readonly text: string }
  | { readonly say: 'ended'; readonly id: number; readonly code: number }
