import { MOST_IMAGE_FILE_BYTES, MOST_IMAGES, type Image } from '../../../shared/domain/image'
import { call } from '../bridge'
import { m, sentenceOf } from '../words'
import { prepareImage, type ImageRefusal } from './prepare-image'

/** The images of a question that is being written. */
export class BroughtImages {
  #list = $state.raw<readonly Image[]>([])
  #words = $state.raw<string | null>(null)
  #work: Promise<void> = Promise.resolve()
  #reading = $state(0)
  #refused = 0

  /** Told of every change but that of `put`. */
  constructor(private readonly onChange: (images: readonly Image[]) => void = () => undefined) {}

  get list(): readonly Image[] {
    return this.#list
  }

  /** Why the last file was not taken, as a sentence; null once it was read or another was taken. */
  get words(): string | null {
    return this.#words
  }

  /** Once everything that was put in is there; false where some was refused meanwhile, which is not left out unseen. */
  get ready(): Promise<boolean> {
    const refused = this.#refused
    return this.#work.then(() => this.#refused === refused)
  }

  /** Whether a file is still being read. */
  get isReading(): boolean {
    return this.#reading > 0
  }

  put(images: readonly Image[]): void {
    this.#list = images
    this.#words = null
  }

  /** One after the other: decoding takes memory. */
  add(files: readonly Blob[]): Promise<void> {
    this.#words = null
    this.#reading += files.length
    this.#work = this.#work.then(async () => {
      for (const file of files) await this.#addOne(file).finally(() => this.#reading--)
    })
    return this.#work
  }

  remove({ id }: Image): void {
    this.#words = null
    this.#set(this.#list.filter((image) => image.id !== id))
  }

  /** They are gone once they are asked; what was put in meanwhile stays. Null from `ask` keeps them. */
  async give<T>(ask: (images: readonly Image[]) => Promise<T | null>): Promise<T | null> {
    const given = this.#list
    const words = this.#words
    const asked = await ask(given)
    if (asked !== null && this.#words === words) this.#words = null
    if (asked !== null && given.length > 0) this.#set(this.#list.filter((image) => !given.includes(image)))
    return asked
  }

  dismiss(): void {
    this.#words = null
  }

  async #addOne(file: Blob): Promise<void> {
    if (this.#list.length >= MOST_IMAGES) return this.#refuse(m.chat_image_most({ most: MOST_IMAGES }))
    const prepared = await prepareImage(file)
    if (typeof prepared === 'string') return this.#refuse(refusalText(prepared))
    const reply = await call('images:add', { ...prepared })
    if (!reply.ok) this.#refuse(reply.fault.kind === 'bad_ask' ? refusalText('kind') : sentenceOf(reply.fault))
    else if (!this.#list.some(({ id }) => id === reply.value.id)) this.#set([...this.#list, reply.value])
  }

  #refuse(words: string): void {
    this.#refused += 1
    this.#words = words
  }

  #set(images: readonly Image[]): void {
    this.#list = images
    this.onChange(images)
  }
}

function refusalText(refusal: ImageRefusal): string {
  switch (refusal) {
    case 'kind':
      return m.chat_image_kind()
    case 'size':
      return m.chat_image_size({ most: MOST_IMAGE_FILE_BYTES / 1024 / 1024 })
    case 'broken':
      return m.chat_image_broken()
  }
}
