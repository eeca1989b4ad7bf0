/**
 * How the workers of a page come to speak its language: each is named after the language it begins with and after a
 * channel, on which the page says when it changes. No message of training has to carry it.
 */
import { type Language, languageNamed } from './language.ts';
import { speak } from './speak.ts';

/** The page's end. `id` tells this page from the others of the browser. */
export class PageChannel {
  readonly #channel: BroadcastChannel;

  constructor(id: string) {
    this.#channel = new BroadcastChannel(`language-${id}`);
  }

  /** The name to give to a worker. */
  nameFor(language: Language): string {
    return `${language} ${this.#channel.name}`;
  }

  tell(language: Language): void {
    this.#channel.postMessage(language);
  }
}

/**
 * A worker's end, by its name. What cannot be loaded leaves it in the language before: its few sentences are then
 * in English on a page that is not.
 */
export function followPage(name: string): void {
  const [language, channel] = name.split(' ');
  const follow = (language: Language) => speak(language).catch(() => {});
  void follow(languageNamed(language) ?? 'en');
  if (channel === undefined) return;
  new BroadcastChannel(channel).onmessage = ({ data }: MessageEvent<Language>) => follow(data);
}
