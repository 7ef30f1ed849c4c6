/** Something a model may ask for. It runs only after the person's yes. */
export interface Tool {
  readonly name: string
  /** Written for the model. */
  readonly description: string
  /** JSON schema of the arguments. */
  readonly parameters: object
  /** `args` is what the model sent, unchecked. Rejects with an `Error` whose message is a sentence for the model. */
  run(args: Readonly<Record<string, unknown>>, signal: AbortSignal): Promise<string>
}
